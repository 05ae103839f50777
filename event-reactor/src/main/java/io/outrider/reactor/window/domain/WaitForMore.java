package io.outrider.reactor.window.domain;

import java.time.Duration;

/**
 * How long a window that could fire waits for more.
 *
 * @param timeout from the occurrence that made it ready
 * @param resetTimeoutOnMore begin the timeout anew with each further occurrence
 * @param maxTimeout the longest wait however many come; never less than the timeout
 */
public record WaitForMore(Duration timeout, boolean resetTimeoutOnMore, Duration maxTimeout) {

    /** Where an author does not say how long a wait that is reset may last: this many timeouts. */
    public static final int DEFAULT_TIMEOUTS = 10;

    public WaitForMore {
        if (timeout.isNegative() || timeout.isZero() || maxTimeout.compareTo(timeout) < 0) {
            throw new IllegalArgumentException(
                    "Expected 0 < timeout <= maxTimeout, but was " + timeout + " and " + maxTimeout);
        }
    }
}
