package io.outrider.reactor.reaction.inbound.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a reaction stands.
 *
 * @param enabled as its author applied it
 * @param paused by whom and why; missing when it is not
 * @param budget how many jobs it may start, and has
 * @param globalBudget how many jobs all reactions may start, and have
 * @param groupCount how many groups it remembers something of
 * @param groups some of these, the earliest deadline first
 * @param running how many of its newest jobs have not ended, as far as is known
 * @param runningJobs some of these, the newest first
 * @param lastFiring the newest window that ended; missing when none did
 * @param outcomes how often it decided how, among the newest 10,000 events of the types that it names; of the project, where these are more
 *     than 50
 * @param decisions the newest of these
 * @param passedOver some of the newest events of these types that it has no decision on, and why
 */
public record ExplanationView(
        String name,
        String project,
        int version,
        Instant at,
        boolean enabled,
        @Nullable PauseView paused,
        Budget budget,
        Budget globalBudget,
        long groupCount,
        List<Group> groups,
        long running,
        List<RunningJob> runningJobs,
        @Nullable FiringView lastFiring,
        Map<String, Long> outcomes,
        List<DecisionView> decisions,
        List<PassedView> passedOver) {

    /**
     * A budget and its use.
     *
     * @param jobs at most so many
     * @param per in so much time
     * @param until when the count begins anew; missing when nothing is used
     */
    public record Budget(
            long jobs, String per, long used, @Nullable Instant until) {}

    /**
     * What is remembered of a group.
     *
     * @param group missing where the reaction has no groups
     * @param version of the reaction that saw it last
     * @param cause what it waits for: minOccurrences, join, waitForMore, running or reReactDelay; missing when for nothing
     * @param occurrences of the open window
     * @param until when that comes or ends
     * @param reason what is missing
     * @param runningJobs jobs of its last firing that have not ended
     */
    public record Group(
            @Nullable String group,
            int version,
            @Nullable String cause,
            long occurrences,
            @Nullable Instant until,
            @Nullable String reason,
            @Nullable Instant lastFired,
            List<UUID> runningJobs) {}

    /** A job that has not ended; {@code at}: when its window fired. */
    public record RunningJob(UUID id, @Nullable String group, UUID firing, Instant at) {}
}
