package io.outrider.reactor.reaction.inbound.rest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the decision log.
 *
 * @param group which of the reaction's groups; missing where it has none
 * @param outcome FIRED, WAITING, SUPPRESSED, NOT_MATCHED, RESOLVED or ERROR
 * @param cause by what it waits or is suppressed: minOccurrences, waitForMore, join, running, reReactDelay, paused, disabled, loop-guard,
 *     budget, global-budget
 * @param until when that ends
 * @param reason for people
 * @param event which event; missing where the answer is about that event
 * @param firing the window that the event counts in; missing where it counts in none
 * @param jobs those of that window; missing in lists of several events
 */
public record DecisionView(
        String reaction,
        int version,
        @Nullable String group,
        String outcome,
        @Nullable String cause,
        @Nullable Instant until,
        @Nullable String reason,
        Instant at,
        @Nullable EventName event,
        @Nullable FiringView firing,
        @Nullable List<UUID> jobs) {}
