package io.outrider.build.testing;

import io.outrider.build.configuration.BuildSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Settings without Quarkus: the defaults, and what a test wants otherwise. */
public final class TestSettings {
    private TestSettings() {}

    public static BuildSettings of(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(BuildSettings.class)
                .withDefaultValues(values)
                .withDefaultValue("java.io.tmpdir", System.getProperty("java.io.tmpdir"))
                .withDefaultValue("user.name", System.getProperty("user.name"))
                .build()
                .getConfigMapping(BuildSettings.class);
    }
}
