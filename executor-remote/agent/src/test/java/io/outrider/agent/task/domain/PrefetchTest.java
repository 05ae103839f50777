package io.outrider.agent.task.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrefetchTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldAskForItsSlotsAndNothingAheadBeforeAnythingHasEnded() {
        Prefetch none = Prefetch.none(4, 0);

        assertThat(none.room(0, SECOND)).isEqualTo(4);
        assertThat(none.room(3, SECOND)).isEqualTo(1);
        assertThat(none.room(4, SECOND)).isZero();
    }

    @Test
    void shouldHoldOneAndAHalfSecondsOfShortTasksReady() {
        Prefetch fast = after(2, 100, SECOND / 40);

        assertThat(fast.ahead(fast.nanos())).isBetween(45, 60);
        assertThat(fast.room(0, fast.nanos())).isEqualTo(2 + fast.ahead(fast.nanos()));
    }

    @Test
    void shouldFetchNoLongTasksAhead() {
        Prefetch slow = after(2, 20, 10 * SECOND);

        assertThat(slow.ahead(slow.nanos())).isZero();
    }

    @Test
    void shouldFetchNothingAheadOfLongTasksThatEndTogether() {
        Prefetch together = Prefetch.none(8, 0);
        for (int i = 0; i < 8; i++) {
            together = together.ended(60 * SECOND, 60 * SECOND);
        }

        assertThat(together.room(0, 60 * SECOND)).isEqualTo(8);
    }

    @Test
    void shouldForgetShortTasksWithinSeconds() {
        Prefetch fast = after(2, 100, SECOND / 40);

        assertThat(fast.ahead(fast.nanos() + 5 * SECOND)).isZero();
    }

    @Test
    void shouldNotAskForSmallChangeWhileTasksWait() {
        Prefetch fast = after(2, 100, SECOND / 40);
        int ahead = fast.ahead(fast.nanos());

        assertThat(fast.room(2 + ahead - 1, fast.nanos())).isZero();
        assertThat(fast.room(2 + ahead / 4, fast.nanos())).isGreaterThan(ahead / 2);
    }

    @Test
    void shouldNeverHoldMoreThanTheProtocolAllows() {
        Prefetch fast = after(4, 10_000, SECOND / 5_000);

        assertThat(fast.ahead(fast.nanos())).isEqualTo(64);
    }

    @Test
    void shouldReportAtOnceWhereNothingWaits() {
        Prefetch fast = after(2, 100, SECOND / 40);

        assertThat(fast.company(0, fast.nanos())).isZero();
    }

    @Test
    void shouldLetReportsWaitNoLongerThanAQuarterOfWhatTheQueueLasts() {
        Prefetch fast = after(2, 100, SECOND / 40);

        assertThat(fast.company(10, fast.nanos())).isBetween(Duration.ofMillis(50), Duration.ofMillis(75));
    }

    @Test
    void shouldLetReportsNeverWaitLongerThanThreeTenthsOfASecond() {
        Prefetch slow = after(2, 20, 10 * SECOND);

        assertThat(slow.company(2, slow.nanos())).isEqualTo(Duration.ofMillis(300));
        assertThat(Prefetch.none(2, 0).company(1_000, SECOND)).isEqualTo(Duration.ofMillis(300));
    }

    private static Prefetch after(int slots, int ended, long pause) {
        Prefetch prefetch = Prefetch.none(slots, 0);
        for (int i = 1; i <= ended; i++) {
            prefetch = prefetch.ended(Math.min(pause, SECOND), i * pause);
        }
        return prefetch;
    }
}
