package io.outrider.reactor.reaction.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the decision log.
 *
 * @param outcome FIRED, WAITING, SUPPRESSED, NOT_MATCHED, RESOLVED or ERROR
 * @param cause by what it waits or is suppressed
 * @param until when that ends
 * @param firing the window that it belongs to
 */
public record DecisionLine(
        UUID event,
        String reaction,
        int version,
        String group,
        String outcome,
        @Nullable String cause,
        @Nullable Instant until,
        @Nullable UUID firing,
        @Nullable String reason,
        Instant at) {}
