package io.outrider.gateway.settings;

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
    @CsvSource({
        "lease,0s",
        "lease,500ms",
        "poll,0s",
        "offers.accept,0s",
        "agents.max-connections,0",
        "retention,-1s",
        "retention,23h",
        "max-artifact-bytes,0"
    })
    void shouldRefuseWhatStopsEverything(String name, String value) {
        var settings = settings(Map.of("outrider.gateway." + name, value));

        assertThatThrownBy(() -> SettingsCheck.check(settings))
                .hasMessageStartingWith("Expected outrider.gateway." + name + " to be at least ")
                .hasMessageEndingWith("; set more, or leave it out for the default");
    }

    @Test
    void shouldTakeTheDefaults() {
        var settings = settings(Map.of());

        assertThatCode(() -> SettingsCheck.check(settings)).doesNotThrowAnyException();
    }

    private static GatewaySettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(GatewaySettings.class)
                .withDefaultValue("outrider.gateway.ca.dir", "ca")
                .withDefaultValue("java.io.tmpdir", System.getProperty("java.io.tmpdir"))
                .withDefaultValues(values)
                .build()
                .getConfigMapping(GatewaySettings.class);
    }
}
