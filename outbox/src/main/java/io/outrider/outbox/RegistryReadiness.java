package io.outrider.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once every schema is registered: from then on nothing waits for the registry. */
@Readiness
@ApplicationScoped
public class RegistryReadiness implements HealthCheck {

    private final RecordCodec codec;

    RegistryReadiness(RecordCodec codec) {
        this.codec = codec;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("schemas registered")
                .status(codec.ready())
                .build();
    }
}
