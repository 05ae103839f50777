package io.outrider.scheduler.retention.application;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Deletes finished jobs with their tasks and logs when they are old, a few at a time so that nobody waits for it. */
@ApplicationScoped
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int AT_ONCE = 200;

    private final Purge purge;
    private final Duration keep;
    private final Clock clock;
    private volatile boolean running = true;

    Retention(
            Purge purge,
            @ConfigProperty(name = "outrider.scheduler.retention", defaultValue = "30d") Duration keep,
            Clock clock) {
        this.purge = purge;
        this.keep = keep;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("retention").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
    }

    private void run() {
        while (running) {
            try {
                Thread.sleep(EVERY);
                purge();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Expected to delete what is over, but %s; trying again later", e.getMessage());
            }
        }
    }

    private void purge() throws InterruptedException {
        Instant before = clock.instant().minus(keep);
        while (running && purge.jobs(before, AT_ONCE) == AT_ONCE) {
            // Others want the disk too.
            Thread.sleep(Duration.ofMillis(50));
        }
        purge.deadLetters(before);
    }
}
