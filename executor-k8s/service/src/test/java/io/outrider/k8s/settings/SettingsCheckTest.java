package io.outrider.k8s.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

    @ParameterizedTest
    @CsvSource({"slots,0", "slots,-1", "lease.duration,0s", "start-timeout,0s", "ttl,0s", "disk-mb,0"})
    void shouldRefuseWhatStopsEverything(String name, String value) {
        var settings = settings(Map.of("outrider.k8s." + name, value));

        assertThatThrownBy(() -> SettingsCheck.check(settings))
                .hasMessageStartingWith("Expected outrider.k8s." + name + " to be at least ")
                .hasMessageEndingWith("; set more, or leave it out for the default");
    }

    @Test
    void shouldTakeTheDefaults() {
        var settings = settings(Map.of());

        assertThatCode(() -> SettingsCheck.check(settings)).doesNotThrowAnyException();
    }

    private static K8sSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(K8sSettings.class)
                .withDefaultValue("outrider.k8s.name", "test")
                .withDefaultValue("outrider.k8s.companion.image", "companion")
                .withDefaultValue("outrider.k8s.companion.url", "http://localhost")
                .withDefaultValue("outrider.k8s.companion.key-file", "key")
                .withDefaultValues(values)
                .build()
                .getConfigMapping(K8sSettings.class);
    }
}
