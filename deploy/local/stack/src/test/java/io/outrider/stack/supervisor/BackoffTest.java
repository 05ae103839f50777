package io.outrider.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void shouldWaitLongerAfterEachFailureUpToTenSeconds() {
        // given
        Backoff backoff = Backoff.NONE;
        Duration last = Duration.ZERO;

        // when
        for (int failure = 0; failure < 20; failure++) {
            backoff = backoff.afterServing(Duration.ZERO);

            // then
            assertThat(backoff.pause()).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(Duration.ofSeconds(10));
            last = backoff.pause();
        }
        assertThat(last).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void shouldStartAnewAfterAMinuteOfService() {
        // given
        Backoff tired = new Backoff(9);

        // when
        Backoff rested = tired.afterServing(Duration.ofSeconds(61));

        // then
        assertThat(rested.pause()).isEqualTo(Duration.ofMillis(250));
    }
}
