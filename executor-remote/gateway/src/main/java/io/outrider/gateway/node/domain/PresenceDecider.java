package io.outrider.gateway.node.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides when a poll is worth an event: changes at once, free slots every second, and a sign of life every quarter of a minute. */
public final class PresenceDecider {

    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Free slots change with every task; the scheduler needs them roughly. */
    static final Duration SLOTS = Duration.ofSeconds(1);

    private PresenceDecider() {}

    /**
     * What was published last.
     *
     * @param at when
     */
    public record Published(NodeReport report, Instant at) {}

    /** Tells whether a report has to go out now. */
    public static boolean isNews(@Nullable Published published, NodeReport report, Instant now) {
        if (published == null || report.differsFrom(published.report())) {
            return true;
        }
        Duration age = Duration.between(published.at(), now);
        boolean slots = report.freeSlots() != published.report().freeSlots() && age.compareTo(SLOTS) >= 0;
        return slots || age.compareTo(HEARTBEAT) >= 0;
    }
}
