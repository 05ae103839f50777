package io.outrider.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void shouldTakeTheNearestRank() {
        Times times = Times.ofMillis(
                IntStream.rangeClosed(1, 200).mapToObj(i -> (double) (201 - i)).toList());

        assertThat(times.percentile(50)).isEqualTo(100);
        assertThat(times.percentile(99)).isEqualTo(198);
        assertThat(times.percentile(100)).isEqualTo(200);
    }

    @Test
    void shouldTakeTheOnlyOneForEveryPercentile() {
        assertThat(Times.ofMillis(List.of(7.04)).percentile(1)).isEqualTo(7.0);
    }

    @Test
    void shouldRefuseToSpeakOfNothing() {
        assertThatThrownBy(() -> Times.ofMillis(List.of()).percentile(50)).hasMessageContaining("none");
    }
}
