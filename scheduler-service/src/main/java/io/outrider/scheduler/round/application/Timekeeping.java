package io.outrider.scheduler.round.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.scheduler.node.application.NodeDirectory;
import io.outrider.scheduler.node.application.NodeRows;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.scheduler.task.domain.TaskMessage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Time as a source of commands. Deadlines are rows: whatever this instance or another forgot over a crash is found again.
 * Replicas may find the same ones; the decider ignores what is not due. Also makes up for what replicas missed: it
 * reloads nodes, and lets waiting tasks and free nodes meet.
 */
@ApplicationScoped
public class Timekeeping {

    private static final Logger LOG = Logger.getLogger(Timekeeping.class);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final int SWEEP_EVERY = 5;
    private static final int RELOAD_EVERY = 10;
    private static final int MOST_DUE = 500;

    private final Rounds rounds;
    private final Deadlines deadlines;
    private final NodeRows nodes;
    private final NodeDirectory directory;
    private final Clock clock;
    private final AtomicInteger queued;
    private volatile boolean running = true;

    Timekeeping(
            Rounds rounds,
            Deadlines deadlines,
            NodeRows nodes,
            NodeDirectory directory,
            MeterRegistry meters,
            Clock clock) {
        this.rounds = rounds;
        this.deadlines = deadlines;
        this.nodes = nodes;
        this.directory = directory;
        this.clock = clock;
        this.queued = meters.gauge("outrider.tasks.waiting", new AtomicInteger());
    }

    /** Knows the nodes before the first request comes, then keeps ticking. */
    void start(@Observes StartupEvent event) {
        nodes.all().forEach(directory::put);
        Thread.ofVirtual().name("timekeeping").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
    }

    private void run() {
        for (int tick = 1; running; tick++) {
            try {
                Thread.sleep(TICK);
                tick(tick);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!running) {
                    return;
                }
                LOG.warnf("Expected to look at the clock, but %s; trying again", e.getMessage());
            }
        }
    }

    private void tick(int tick) {
        if (tick % RELOAD_EVERY == 0) {
            nodes.all().forEach(directory::put);
        }
        List<CompletionStage<RoundResult>> waiting = new ArrayList<>();
        Instant now = clock.instant();
        for (TaskId task : deadlines.due(now, MOST_DUE)) {
            waiting.add(rounds.submit(new RoundCommand.Tell(task, new TaskMessage.TimePassed())));
        }
        if (tick % SWEEP_EVERY == 0) {
            queued.set(deadlines.waiting());
            if (queued.get() > 0) {
                waiting.add(rounds.submit(new RoundCommand.Sweep()));
            }
        }
        waiting.forEach(stage -> stage.toCompletableFuture().join());
    }
}
