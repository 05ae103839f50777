package io.outrider.reactor.event.domain;

import java.time.Duration;
import java.util.Optional;

/** How long events have to be kept, so that no window outlives the newest of its events. */
public final class Retention {

    /** The longest {@code waitForMore.timeout}, {@code maxTimeout} and {@code within} of any reaction. */
    public static final Duration LONGEST_WAIT = Duration.ofDays(7);

    /** For a timer that is late. */
    private static final Duration RESERVE = Duration.ofDays(1);

    private Retention() {}

    /**
     * Returns what is wrong with a retention.
     *
     * @param runningLimit the longest that a window waits for jobs, counted from a firing before it
     */
    public static Optional<String> problem(Duration retention, Duration runningLimit) {
        Duration longest = runningLimit.compareTo(LONGEST_WAIT) > 0 ? runningLimit : LONGEST_WAIT;
        Duration least = longest.plus(RESERVE);
        return retention.compareTo(least) >= 0
                ? Optional.empty()
                : Optional.of("Expected outrider.events.retention to be at least " + least
                        + ", a day more than a window may wait (" + LONGEST_WAIT
                        + " for more, outrider.reactions.running-limit for jobs), but it is " + retention);
    }
}
