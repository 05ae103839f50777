package io.outrider.template;

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
    @CsvSource({"source.max-compressed-bytes,0", "source.max-entries,-1", "build-silence,0s", "git.timeout,0s"})
    void shouldRefuseWhatStopsEverything(String name, String value) {
        var settings = settings(Map.of("outrider.templates." + name, value));

        assertThatThrownBy(() -> SettingsCheck.check(settings))
                .hasMessageStartingWith("Expected outrider.templates." + name + " to be at least ")
                .hasMessageEndingWith("; set more, or leave it out for the default");
    }

    @Test
    void shouldTakeTheDefaults() {
        var settings = settings(Map.of());

        assertThatCode(() -> SettingsCheck.check(settings)).doesNotThrowAnyException();
    }

    private static Settings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(Settings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(Settings.class);
    }
}
