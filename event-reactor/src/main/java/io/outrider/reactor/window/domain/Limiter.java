package io.outrider.reactor.window.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * When the occurrences of a group become a firing.
 *
 * @param minOccurrences so many within {@code within}
 * @param within how long an occurrence counts
 * @param reReactDelay after a firing, occurrences are not even counted for so long; zero for none
 * @param countLimit the count of a window that slides goes no further: as far as somebody asks, so that little is kept
 */
public record Limiter(
        Optional<Join> join,
        int minOccurrences,
        Duration within,
        Duration reReactDelay,
        Optional<WaitForMore> waitForMore,
        WhileRunning whileRunning,
        int countLimit) {

    /** The most occurrences that a sliding window counts. */
    public static final int MAX_COUNT = 1_000;

    /** How long an occurrence counts where the author does not say: nothing waits for ever. */
    public static final Duration DEFAULT_WITHIN = Duration.ofDays(1);

    /** Every occurrence fires at once. */
    public static final Limiter NONE =
            new Limiter(Optional.empty(), 1, DEFAULT_WITHIN, Duration.ZERO, Optional.empty(), WhileRunning.PARALLEL, 1);

    public Limiter {
        if (minOccurrences < 1 || countLimit < minOccurrences || countLimit > MAX_COUNT) {
            throw new IllegalArgumentException("Expected 1 <= minOccurrences <= countLimit <= " + MAX_COUNT
                    + ", but was " + minOccurrences + " and " + countLimit);
        }
    }

    /** Says whether every occurrence fires at once, whatever came before: then there is nothing to remember. */
    public boolean isTrivial() {
        return join.isEmpty()
                && minOccurrences == 1
                && reReactDelay.isZero()
                && waitForMore.isEmpty()
                && whileRunning == WhileRunning.PARALLEL;
    }
}
