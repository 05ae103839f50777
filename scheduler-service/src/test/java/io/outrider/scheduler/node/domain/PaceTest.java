package io.outrider.scheduler.node.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldSendTwoAndAHalfSecondsOfShortTasksAhead() {
        Pace pace = Pace.none(NOW);
        for (int i = 0; i < 100; i++) {
            pace = pace.after(4, NOW.plusMillis(100L * i));
        }

        assertThat(pace.credit(pace.at())).isBetween(95, 105);
    }

    @Test
    void shouldSendNothingAheadAfterOneEnd() {
        assertThat(Pace.none(NOW).after(1, NOW).credit(NOW)).isZero();
    }

    @Test
    void shouldSendNothingAheadOnceTheNodeHasBeenQuiet() {
        Pace pace = Pace.none(NOW).after(40, NOW);

        assertThat(pace.credit(NOW.plusSeconds(10))).isZero();
    }

    @Test
    void shouldNeverSendMoreAheadThanANodeCanBeAskedFor() {
        assertThat(Pace.none(NOW).after(10_000, NOW).credit(NOW)).isEqualTo(256);
    }

    @Test
    void shouldCountShortTasksOnly() {
        assertThat(Pace.counts(Duration.ofMillis(20))).isTrue();
        assertThat(Pace.counts(Duration.ofMinutes(1))).isFalse();
    }
}
