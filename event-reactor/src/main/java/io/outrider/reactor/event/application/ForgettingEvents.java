package io.outrider.reactor.event.application;

import io.outrider.reactor.event.domain.Retention;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Deletes events with their decisions after {@code outrider.events.retention}. It has to be longer than the topic keeps its records: an event that
 * was forgotten is new when it comes again. And longer than any window waits, which names its events: a shorter one is refused at the start.
 */
@ApplicationScoped
public class ForgettingEvents {

    private static final Logger LOG = Logger.getLogger(ForgettingEvents.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** In bites, so that no transaction is long. */
    private static final String FORGET = """
            with old as (delete from event where event_key in
              (select event_key from event where received_at < $1 and decided_at is not null limit 5000) returning event_key),
            lines as (delete from decision d using old where d.event_key = old.event_key)
            select count(*) from old""";

    private final Pool pool;
    private final Duration retention;
    private final Duration runningLimit;
    private @Nullable Thread thread;

    ForgettingEvents(
            Pool pool,
            @ConfigProperty(name = "outrider.events.retention", defaultValue = "P30D") Duration retention,
            @ConfigProperty(name = "outrider.reactions.running-limit", defaultValue = "PT24H") Duration runningLimit) {
        this.pool = pool;
        this.retention = retention;
        this.runningLimit = runningLimit;
    }

    void start(@Observes StartupEvent event) {
        Retention.problem(retention, runningLimit).ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
        thread = Thread.ofVirtual().name("forgetting-events").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PAUSE);
                forget();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Expected to delete old events, but %s; trying again in %s", e.getMessage(), PAUSE);
            }
        }
    }

    /** Deletes everything that is too old; returns how many events. */
    int forget() {
        OffsetDateTime limit = Clock.systemUTC().instant().minus(retention).atOffset(ZoneOffset.UTC);
        int all = 0;
        int some;
        do {
            some = pool.preparedQuery(FORGET)
                    .executeAndAwait(Tuple.of(limit))
                    .iterator()
                    .next()
                    .getInteger(0);
            all += some;
        } while (some > 0);
        return all;
    }
}
