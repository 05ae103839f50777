package io.outrider.reactor.window.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A window that is ready and waits: it fires at its deadline at the latest.
 *
 * @param kind what it waits for
 * @param openedAt when it became ready, milliseconds since 1970
 * @param deadline milliseconds since 1970
 * @param occurrences all that it counted, without a limit
 * @param events the newest of them, oldest first
 */
public record Pending(Kind kind, long openedAt, long deadline, long occurrences, List<UUID> events) {

    /** What a window waits for. */
    public enum Kind {
        MORE(Limit.WAIT_FOR_MORE),
        RUNNING(Limit.RUNNING);

        private final Limit limit;

        Kind(Limit limit) {
            this.limit = limit;
        }

        Limit limit() {
            return limit;
        }
    }

    public Pending {
        events = List.copyOf(events);
    }

    Pending plus(UUID event, long newDeadline) {
        int from = Math.max(0, events.size() + 1 - GroupState.MAX_EVENTS);
        List<UUID> more = new ArrayList<>(events.subList(from, events.size()));
        more.add(event);
        return new Pending(kind, openedAt, newDeadline, occurrences + 1, more);
    }

    Pending running(long until) {
        return new Pending(Kind.RUNNING, openedAt, until, occurrences, events);
    }
}
