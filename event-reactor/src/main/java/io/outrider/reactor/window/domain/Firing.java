package io.outrider.reactor.window.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The end of a window.
 *
 * @param openedBy the event that opened it: no two windows of a group are opened by the same
 * @param depth the greatest number of reactions that led to any of its events
 * @param occurrences how many it counted
 * @param events the newest of them, oldest first, at most {@link GroupState#MAX_EVENTS}
 * @param at for a timer the deadline, however late the timer was
 */
public record Firing(UUID openedBy, int depth, long occurrences, List<UUID> events, Instant at, Cause cause, End end) {

    /** What brought it about. */
    public enum Cause {
        EVENT,
        TIMER,
        JOB_ENDED
    }

    /** How it ended. */
    public enum End {
        /** Jobs are to be started. */
        FIRES,
        /** Nothing is started, since a job of the last firing still runs ({@link WhileRunning#SKIP}). */
        SKIPPED,
        /** Nothing is started, since what it was about is over. */
        RESOLVED
    }

    public Firing {
        events = List.copyOf(events);
    }

    /** Returns the newest event. */
    public UUID newest() {
        return events.getLast();
    }
}
