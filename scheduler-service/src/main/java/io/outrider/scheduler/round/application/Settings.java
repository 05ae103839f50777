package io.outrider.scheduler.round.application;

import io.outrider.scheduler.task.domain.Patience;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
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
        Duration second = Duration.ofSeconds(1);
        atLeast(Duration.ZERO, queue, "queue-timeout");
        atLeast(second, accept, "accept-timeout");
        atLeast(second, withdraw, "withdraw-timeout");
        atLeast(Duration.ZERO, start, "start-timeout");
        atLeast(Duration.ZERO, grace, "grace-period");
        atLeast(Duration.ZERO, delivery, "delivery-timeout");
        atLeast(Duration.ZERO, slack, "slack");
        atLeast(1, handouts, "handouts");
        return new Patience(queue, accept, withdraw, start, grace, delivery, slack, handouts);
    }

    /** Makes the values before anything else begins: what is wrong with them is said at the start. */
    void start(@Observes @Priority(1) StartupEvent event, Patience patience) {
        Objects.requireNonNull(patience);
    }

    private static <T extends Comparable<T>> void atLeast(T least, T value, String name) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("Expected outrider.scheduler." + name + " to be at least " + least
                    + ", but it is " + value + "; set more, or leave it out for the default");
        }
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
