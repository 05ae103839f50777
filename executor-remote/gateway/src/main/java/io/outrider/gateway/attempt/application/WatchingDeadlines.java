package io.outrider.gateway.attempt.application;

import io.outrider.gateway.attempt.domain.AttemptCommand;
import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.gateway.attempt.outbound.postgres.AttemptTable;
import io.outrider.gateway.settings.GatewaySettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ends what is overdue. The deadlines are rows, so any replica may do it, and a restart forgets none; it begins some time after
 * the start, so that agents can renew what ran on while no gateway was there.
 */
@ApplicationScoped
class WatchingDeadlines {

    private static final Logger LOG = Logger.getLogger(WatchingDeadlines.class);
    private static final int AT_ONCE = 500;
    private static final Duration PURGE = Duration.ofHours(1);

    private final AttemptTable table;
    private final AttemptWriter writer;
    private final AttemptCounters counters;
    private final GatewaySettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("deadlines").factory());

    WatchingDeadlines(
            AttemptTable table, AttemptWriter writer, AttemptCounters counters, GatewaySettings settings, Clock clock) {
        this.table = table;
        this.writer = writer;
        this.counters = counters;
        this.settings = settings;
        this.clock = clock;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the tasks catch and log what fails
    void start(@Observes StartupEvent event) {
        Instant begin = clock.instant().plus(settings.lease()).plus(settings.comeback());
        timer.scheduleWithFixedDelay(() -> quietly(() -> expire(begin)), 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(() -> quietly(() -> counters.open(table.open())), 5, 10, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                () -> quietly(() -> table.purge(settings.retention())), 60, PURGE.toSeconds(), TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void expire(Instant begin) {
        end(table.onRevokedNodes(AT_ONCE), new AttemptCommand.Revoke());
        if (clock.instant().isBefore(begin)) {
            return;
        }
        List<AttemptKey> overdue = table.overdue(AT_ONCE);
        end(overdue, new AttemptCommand.Expire());
    }

    private void end(List<AttemptKey> keys, AttemptCommand command) {
        if (keys.isEmpty()) {
            return;
        }
        List<StepResult> results = writer.submit(
                        keys.stream().map(key -> Step.of(key, command)).toList())
                .toCompletableFuture()
                .join();
        results.stream()
                .filter(result -> result.before() != result.after())
                .forEach(result -> LOG.infof(
                        "task=%s attempt=%d node=%s ended by its deadline: %s",
                        result.step().key().task(),
                        result.step().key().attempt(),
                        result.after() == null ? "" : result.after().node(),
                        result.after()));
        counters.expired((int) results.stream()
                .filter(result -> result.before() != result.after())
                .count());
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("Expected to watch deadlines, but %s; trying again in a moment", e.getMessage());
        }
    }
}
