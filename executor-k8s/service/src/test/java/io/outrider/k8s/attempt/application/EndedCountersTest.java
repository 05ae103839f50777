package io.outrider.k8s.attempt.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** What has never happened is counted too, as 0. */
class EndedCountersTest {

    @Test
    void shouldCountEveryOutcomeFromTheStart() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        Telling.countFromTheStart(meters);

        assertThat(meters.find("outrider.k8s.ended").counters())
                .extracting(counter -> counter.getId().getTag("outcome"))
                .containsExactlyInAnyOrder("succeeded", "failed", "timed_out", "cancelled", "refused", "lost");
    }
}
