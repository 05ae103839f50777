package io.outrider.reactor.reaction.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A window that ended.
 *
 * @param event the newest of its events
 * @param cause EVENT, TIMER or JOB_ENDED
 * @param outcome FIRED, SUPPRESSED, RESOLVED or ERROR
 */
public record FiringLine(
        UUID id,
        String project,
        String reaction,
        int version,
        String group,
        UUID event,
        long occurrences,
        String cause,
        String outcome,
        @Nullable String reason,
        Instant at) {}
