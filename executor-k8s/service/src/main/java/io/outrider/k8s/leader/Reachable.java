package io.outrider.k8s.leader;

import io.outrider.k8s.node.application.Registering;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the API server has answered, and unless this replica could not lead; a stand-by is ready, too. */
@Readiness
@ApplicationScoped
public class Reachable implements HealthCheck {

    private final Registering registering;
    private final Leading leading;

    Reachable(Registering registering, Leading leading) {
        this.registering = registering;
        this.leading = leading;
    }

    @Override
    public HealthCheckResponse call() {
        String hindrance = leading.hindrance();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("cluster")
                .status(registering.reached() && hindrance == null)
                .withData("leads", leading.leads());
        return hindrance == null
                ? answer.build()
                : answer.withData("problem", hindrance).build();
    }
}
