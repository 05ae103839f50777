package io.outrider.k8s.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseNameTest {

    @Test
    void shouldFollowFromTheExecutorsName() {
        assertThat(LeaseName.of("prod-eu.1", null)).isEqualTo("outrider-executor-prod-eu.1");
        assertThat(LeaseName.of("prod-eu.1", "mine")).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Prod-EU", "prod_eu", "prod..eu", "prod.-eu", "größe", "a name"})
    void shouldBeANameWhateverTheExecutorsIs(String executor) {
        assertThat(LeaseName.of(executor, null))
                .matches("outrider-executor-[0-9a-f]{20}")
                .isEqualTo(LeaseName.of(executor, null))
                .isNotEqualTo(LeaseName.of(executor + "2", null));
    }

    @Test
    void shouldNotGrowWithTheExecutorsName() {
        assertThat(LeaseName.of("a".repeat(300), null)).hasSizeLessThan(64);
        assertThat(LeaseName.of("a".repeat(64), null)).matches("outrider-executor-[0-9a-f]{20}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mine", "my_lease", "-mine", "mine.", "my..lease"})
    void shouldRefuseWhatTheApiServerWould(String set) {
        assertThatThrownBy(() -> LeaseName.of("prod", set))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outrider.k8s.lease.name")
                .hasMessageContaining("was '" + set + "'; without the key it is 'outrider-executor-prod'");
    }
}
