package io.outrider.build.testing;

import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.image.outbound.docker.DockerEngine;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The Docker Engine of the machine that tests run on: by DOCKER_HOST or at the usual socket. The one place that skips, with the reason. */
public final class Docker {
    private Docker() {}

    /** Skips the test on a machine without an engine. */
    public static DockerEngine assumed() {
        return assumed(TestSettings.of(Map.of()));
    }

    /** Skips the test on a machine without an engine. */
    public static DockerEngine assumed(BuildSettings settings) {
        DockerEngine engine = new DockerEngine(settings);
        engine.problem().ifPresent(why -> Assumptions.abort("skipped: no Docker: " + why));
        return engine;
    }
}
