package io.outrider.build.configuration;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.build.testing.TestSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,-1", "attempts,0", "lease,0s", "deadline,0s", "content.max-bytes,0"})
    void shouldRefuseWhatStopsEverything(String name, String value) {
        var settings = TestSettings.of(Map.of("outrider.build." + name, value));

        assertThatThrownBy(() -> SettingsCheck.check(settings))
                .hasMessageStartingWith("Expected outrider.build." + name + " to be at least ")
                .hasMessageEndingWith("; set more, or leave it out for the default");
    }

    @Test
    void shouldTakeTheDefaults() {
        var settings = TestSettings.of(Map.of());

        assertThatCode(() -> SettingsCheck.check(settings)).doesNotThrowAnyException();
    }
}
