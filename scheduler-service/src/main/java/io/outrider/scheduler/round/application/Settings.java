package io.outrider.scheduler.round.application;

import io.outrider.scheduler.task.domain.Patience;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the operator may set, as the domain's values. */
@ApplicationScoped
class Settings {

    @Produces
    @Singleton
    Patience patience(
            @ConfigProperty(name = "outrider.scheduler.queue-timeout", defaultValue = "1h") Duration queue,
            @ConfigProperty(name = "outrider.scheduler.accept-timeout", defaultValue = "60s") Duration accept,
            @ConfigProperty(name = "outrider.scheduler.withdraw-timeout", defaultValue = "5m") Duration withdraw,
            @ConfigProperty(name = "outrider.scheduler.start-timeout", defaultValue = "15m") Duration start,
            @ConfigProperty(name = "outrider.scheduler.grace-period", defaultValue = "10s") Duration grace,
            @ConfigProperty(name = "outrider.scheduler.delivery-timeout", defaultValue = "15m") Duration delivery,
            @ConfigProperty(name = "outrider.scheduler.slack", defaultValue = "60s") Duration slack,
            @ConfigProperty(name = "outrider.scheduler.handouts", defaultValue = "5") int handouts) {
        return new Patience(queue, accept, withdraw, start, grace, delivery, slack, handouts);
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
