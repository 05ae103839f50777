package io.outrider.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "prometheus/alert/DiskFull, prometheus/alert/DiskFull, true",
        "prometheus/alert/DiskFull, prometheus/alert/diskfull, false",
        "prometheus/alert/*, prometheus/alert/DiskFull, true",
        "prometheus/*, prometheus/alert/DiskFull, false",
        "prometheus/**, prometheus/alert/DiskFull, true",
        "**/DiskFull, prometheus/alert/DiskFull, true",
        "**, a, true",
        "web-?, web-1, true",
        "web-?, web-10, false",
        "a?b, a/b, false",
        "io.outrider.*, io.outrider.job.finished, true",
        "a\\*, a*, true",
        "a\\*, ab, false",
        "***, a/b, true",
        "*a*, bab, true",
        "*a, ab, false",
    })
    void shouldMatchWholeNames(String pattern, String name, boolean expected) {
        assertThat(Glob.of(pattern).matches(name)).isEqualTo(expected);
    }

    @Test
    void shouldStayFastOnHostilePatterns() {
        Glob glob = Glob.of("*a".repeat(200) + "b");

        boolean matched = Assertions.assertTimeout(Duration.ofSeconds(2), () -> glob.matches("a".repeat(2_000)));

        assertThat(matched).isFalse();
    }

    @Test
    void shouldRefuseEmptyLongAndUnfinishedPatterns() {
        assertThatThrownBy(() -> Glob.of("")).hasMessageContaining("1 to 512");
        assertThatThrownBy(() -> Glob.of("a".repeat(513))).hasMessageContaining("513 characters");
        assertThatThrownBy(() -> Glob.of("a\\")).hasMessageContaining("after the last \\");
    }
}
