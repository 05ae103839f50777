package io.outrider.gateway.settings;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Refuses, at the start, settings with which no node could work. Agents are told times in whole seconds. */
@ApplicationScoped
class SettingsCheck {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Before anything else begins. */
    void start(@Observes @Priority(1) StartupEvent event, GatewaySettings settings) {
        check(settings);
    }

    static void check(GatewaySettings settings) {
        atLeast(1, settings.agents().maxConnections(), "agents.max-connections");
        atLeast(SECOND, settings.ca().clientLife(), "ca.client-life");
        atLeast(SECOND, settings.ca().serverLife(), "ca.server-life");
        atLeast(SECOND, settings.offers().accept(), "offers.accept");
        atLeast(SECOND, settings.offers().queue(), "offers.queue");
        atLeast(SECOND, settings.lease(), "lease");
        atLeast(Duration.ZERO, settings.cancelSlack(), "cancel-slack");
        atLeast(Duration.ZERO, settings.comeback(), "comeback");
        atLeast(SECOND, settings.poll(), "poll");
        atLeast(1L, settings.maxArtifactBytes(), "max-artifact-bytes");
        atLeast(settings.offers().queue(), settings.retention(), "retention");
    }

    private static <T extends Comparable<T>> void atLeast(T least, T value, String name) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("Expected outrider.gateway." + name + " to be at least " + least
                    + ", but it is " + value + "; set more, or leave it out for the default");
        }
    }
}
