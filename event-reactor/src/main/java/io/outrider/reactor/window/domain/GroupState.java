package io.outrider.reactor.window.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a rule remembers of one group: bounded, whatever comes. Times are milliseconds since 1970, 0 for never.
 *
 * @param last the latest time that the group heard of
 * @param openedBy the event that opened the window that is open
 * @param depth the greatest number of reactions that led to an event of this window
 * @param counted when the occurrences of the window that slides were
 * @param events the newest of these, oldest first
 * @param parts of a join, by their name in the rule: the newest event of each
 * @param pending the window that is ready and waits; then nothing is counted and there are no parts
 * @param lastFired when jobs were started last
 * @param running those that have not ended
 * @param runningUntil from then on they do not matter any more
 * @param keptUntil from then on nothing of all this matters, unless a window is pending
 */
public record GroupState(
        long last,
        Optional<UUID> openedBy,
        int depth,
        Times counted,
        List<Seen> events,
        Map<String, Seen> parts,
        Optional<Pending> pending,
        long lastFired,
        Set<UUID> running,
        long runningUntil,
        long keptUntil) {

    /** Events that a window names; the count goes on. */
    public static final int MAX_EVENTS = 20;

    /** A group that nothing is known of. */
    public static final GroupState EMPTY = new GroupState(
            0, Optional.empty(), 0, Times.NONE, List.of(), Map.of(), Optional.empty(), 0, Set.of(), 0, 0);

    public GroupState {
        events = List.copyOf(events);
        parts = Map.copyOf(parts);
        running = Set.copyOf(running);
    }

    /** Returns when the group has to be looked at without any event. */
    public Optional<Instant> deadline() {
        return pending.map(window -> Instant.ofEpochMilli(window.deadline()));
    }

    /** Returns when the state may be forgotten, unless it has a deadline. */
    public Instant expiresAt() {
        return Instant.ofEpochMilli(keptUntil);
    }

    /** Says whether the state is as good as {@link #EMPTY} from this time on, so that its row may be deleted. */
    public boolean isVoidAt(Instant at) {
        return pending.isEmpty() && at.toEpochMilli() >= keptUntil;
    }
}
