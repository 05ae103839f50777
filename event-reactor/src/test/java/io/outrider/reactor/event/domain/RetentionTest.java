package io.outrider.reactor.event.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Duration RUNNING_LIMIT = Duration.ofHours(24);

    @Test
    void shouldTakeWhatOutlivesEveryWindow() {
        assertThat(Retention.problem(Duration.ofDays(30), RUNNING_LIMIT)).isEmpty();
        assertThat(Retention.problem(Duration.ofDays(8), RUNNING_LIMIT)).isEmpty();
    }

    @Test
    void shouldRefuseWhatForgetsTheEventsOfAWindow() {
        assertThat(Retention.problem(Duration.ofDays(7), RUNNING_LIMIT))
                .contains(
                        "Expected outrider.events.retention to be at least PT192H, a day more than a window may wait (PT168H for more,"
                                + " outrider.reactions.running-limit for jobs), but it is PT168H");
        assertThat(Retention.problem(Duration.ofDays(30), Duration.ofDays(30))).isPresent();
    }
}
