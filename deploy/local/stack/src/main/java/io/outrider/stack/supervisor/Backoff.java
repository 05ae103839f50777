package io.outrider.stack.supervisor;

import java.time.Duration;

/** How long to wait before a component is started again: at once the first time, then longer up to ten seconds. */
record Backoff(int failures) {

    static final Backoff NONE = new Backoff(0);

    /** Whoever served this long is not in a loop of crashes. */
    private static final Duration HEALTHY_AFTER = Duration.ofSeconds(60);

    private static final Duration FIRST = Duration.ofMillis(250);
    /** Well below a lease: an agent that is back sooner loses no task. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Takes how long the component served before it died, zero if it never did. */
    Backoff afterServing(Duration served) {
        return served.compareTo(HEALTHY_AFTER) >= 0 ? new Backoff(1) : new Backoff(failures + 1);
    }

    Duration pause() {
        // 2^6 times a quarter of a second is past the longest pause.
        int doublings = Math.min(Math.max(failures - 1, 0), 6);
        Duration pause = FIRST.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
