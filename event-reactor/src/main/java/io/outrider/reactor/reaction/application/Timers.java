package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.outbound.kafka.EventBacklog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends windows when it is time: sleeps until the next deadline and looks each second for those of other replicas. Deadlines are rows:
 * those that passed while nobody ran are found at the start.
 */
@ApplicationScoped
class Timers {

    private static final Logger LOG = Logger.getLogger(Timers.class);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration MEASURE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final EndingWindows windows;
    private final Elapsing elapsing;
    private final Alarm alarm;
    private final Frontier<EventBacklog.Ends> frontier;
    private final Clock clock = Clock.systemUTC();
    private @Nullable Thread thread;
    private Instant measured = Instant.EPOCH;

    Timers(EndingWindows windows, Alarm alarm, EventBacklog backlog, ReactionLimits limits) {
        this.windows = windows;
        this.elapsing = new Elapsing(windows);
        this.alarm = alarm;
        this.frontier = new Frontier<>(backlog::ends, backlog::isDecided, limits.patience());
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("windows").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                look();
                alarm.await(LOOK);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                recover(e);
            }
        }
    }

    private void look() throws InterruptedException {
        Optional<Instant> next = windows.next();
        while (next.isPresent() && !next.get().isAfter(clock.instant().minus(Frontier.GRACE))) {
            Instant settled = frontier.settled(clock.instant());
            int ended = next.get().isAfter(settled) ? 0 : elapsing.end(settled);
            if (ended == 0) {
                Thread.sleep(MOMENT);
            }
            next = windows.next();
        }
        next.ifPresent(alarm::expect);
        if (measured.plus(MEASURE).isBefore(clock.instant())) {
            measured = clock.instant();
            windows.measure();
        }
    }

    private void recover(RuntimeException failure) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        LOG.warnf(failure, "Expected to end windows, but failed; trying again");
        try {
            Thread.sleep(LOOK);
            elapsing.recover();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("the database is away", e);
        }
    }
}
