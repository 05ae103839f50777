package io.outrider.build.image.application;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows who builds. Down only when the configured builder is not there: then every build would wait for it. */
@Readiness
@ApplicationScoped
public class BuilderHealth implements HealthCheck {
    private final BuilderChoice choice;

    BuilderHealth(BuilderChoice choice) {
        this.choice = choice;
    }

    @Override
    public HealthCheckResponse call() {
        ImageBuilder builder = choice.now();
        return HealthCheckResponse.named("builder")
                .withData("builder", builder.name())
                .status(builder.isAvailable())
                .build();
    }
}
