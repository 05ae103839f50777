package io.outrider.reactor.reaction.inbound.rest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A window of a reaction.
 *
 * @param version of the reaction that ended it; missing while it is open, and when it lapsed
 * @param group missing where the reaction has no groups
 * @param outcome OPEN, LAPSED (all that it counted has left), FIRED, SUPPRESSED, RESOLVED or ERROR; with the first two there is nothing but the id
 * @param cause what ended it: EVENT, TIMER or JOB_ENDED
 * @param at when it ended
 * @param event the newest; missing in the answer about an event, and when it is not kept any more
 */
public record FiringView(
        UUID id,
        @Nullable Integer version,
        @Nullable String group,
        String outcome,
        @Nullable String cause,
        @Nullable Long occurrences,
        @Nullable Instant at,
        @Nullable String reason,
        @Nullable EventName event,
        List<Job> jobs) {

    /**
     * A job that it started.
     *
     * @param status as the scheduler last said; missing while it said nothing
     */
    public record Job(
            UUID id, @Nullable String status, @Nullable Instant endedAt) {}
}
