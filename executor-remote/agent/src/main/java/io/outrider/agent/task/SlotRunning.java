package io.outrider.agent.task;

import io.outrider.agent.config.AgentConfig;
import io.outrider.agent.folder.Secrets;
import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.folder.TaskInputs;
import io.outrider.agent.folder.Work;
import io.outrider.agent.runtime.EndedTask;
import io.outrider.agent.runtime.Launch;
import io.outrider.agent.runtime.LiveTask;
import io.outrider.agent.runtime.Runtimes;
import io.outrider.agent.runtime.TaskRuntime;
import io.outrider.agent.runtime.TaskRuntime.CannotStartException;
import io.outrider.agent.runtime.domain.Exit;
import io.outrider.agent.task.HeldTask.Phase;
import io.outrider.protocol.TaskSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;

/** Runs queued tasks in order, never more at once than there are slots; adopted ones take their slots first. */
final class SlotRunning {

    private static final System.Logger LOG = System.getLogger(SlotRunning.class.getName());

    /** Tasks are fetched ahead for a second or two; a lease is renewed after ten. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final AgentConfig config;
    private final HeldTasks tasks;
    private final Runtimes runtimes;
    private final Stopping stopping;
    private final Finishing finishing;
    private final Semaphore permits;
    private final ExecutorService slots;
    private volatile boolean closed;

    SlotRunning(AgentConfig config, HeldTasks tasks, Runtimes runtimes, Stopping stopping, Finishing finishing) {
        this.config = config;
        this.tasks = tasks;
        this.runtimes = runtimes;
        this.stopping = stopping;
        this.finishing = finishing;
        this.permits = new Semaphore(config.slots());
        this.slots = Executors.newFixedThreadPool(
                config.slots(), Thread.ofPlatform().name("slot-", 1).daemon().factory());
        stopping.every(BETWEEN_LOOKS, () -> handBack(LONGEST_WAIT));
    }

    /** Short tasks are fetched ahead; if long ones have come after them, others shall not wait here while another node is idle. */
    void handBack(Duration waited) {
        long now = System.nanoTime();
        for (HeldTask task : tasks.all()) {
            if (task.waits(waited, now) && task.advance(Phase.QUEUED, Phase.ENDING)) {
                finishing.refused(
                        task,
                        "Expected a slot within " + waited.toSeconds() + " s, but longer tasks have all of the node's");
            }
        }
    }

    /** Starts nothing that is still queued; what runs goes on. */
    void startNoMore() {
        closed = true;
    }

    /** Runs the task when a slot is free. */
    void queue(HeldTask task) {
        slots.execute(() -> {
            try {
                permits.acquire();
                try {
                    if (!closed && task.advance(Phase.QUEUED, Phase.STARTING)) {
                        start(task);
                    }
                } finally {
                    permits.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Goes on with a task that runs already, or has ended meanwhile. */
    void adopt(HeldTask task, LiveTask live, long startedMillisAgo) {
        // More than slots only if the configuration has shrunk; they run already.
        int taken = permits.tryAcquire() ? 1 : 0;
        Thread.ofVirtual().start(() -> {
            try {
                await(task, live, System.nanoTime() - startedMillisAgo * 1_000_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                permits.release(taken);
            }
        });
    }

    private void start(HeldTask task) throws InterruptedException {
        try {
            Optional<LiveTask> live = launched(task);
            if (live.isPresent()) {
                await(task, live.get(), System.nanoTime());
            } else {
                finishing.refused(task, "Expected to start the task, but the agent failed");
            }
        } catch (CannotStartException e) {
            finishing.refused(task, e.getMessage());
        }
    }

    /** Returns the started task; empty only if nothing was started, and never will be. */
    private Optional<LiveTask> launched(HeldTask task) throws CannotStartException, InterruptedException {
        Work work = task.work().orElseThrow();
        TaskFolder folder = task.folder();
        TaskRuntime runtime = runtimes.forTask(work.offer().spec());
        try {
            folder.create();
            TaskInputs.write(folder, work.offer(), new Secrets(work.secrets()));
            return Optional.of(runtime.start(new Launch(work, folder, config.name(), () -> task.stop() != null)));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Expected to start the task, but the agent failed; " + task, e);
            return found(task, runtime);
        }
    }

    /** After a failure in between: to say "never started" of a task that runs would make it run twice. */
    private static Optional<LiveTask> found(HeldTask task, TaskRuntime runtime) throws InterruptedException {
        try {
            return runtime.find(task.ref, task.folder());
        } catch (IOException | RuntimeException e) {
            return Optional.of(new EndedTask(
                    new Exit.Unknown("Expected to find out whether the task was started, but " + e.getMessage())));
        }
    }

    private static Exit end(LiveTask live) throws InterruptedException {
        try {
            return live.await();
        } catch (RuntimeException e) {
            return new Exit.Unknown("Expected to follow the task to its end, but " + e.getMessage());
        }
    }

    private void await(HeldTask task, LiveTask live, long startedNanos) throws InterruptedException {
        task.running(live, startedNanos).ifPresent(stop -> stopping.carryOut(task, live, grace(task)));
        ScheduledFuture<?> timeout = timeout(task, startedNanos);
        Exit exit = end(live);
        timeout.cancel(false);
        task.advance(Phase.RUNNING, Phase.ENDING);
        tasks.ended(startedNanos);
        finishing.ended(task, exit);
    }

    private ScheduledFuture<?> timeout(HeldTask task, long startedNanos) {
        // After a restart of the machine the work is not known, and nothing runs.
        int seconds =
                task.work().map(work -> work.offer().spec().timeoutSeconds()).orElse(1);
        long gone = (System.nanoTime() - startedNanos) / 1_000_000;
        return stopping.at(task, seconds * 1_000L - gone, seconds, grace(task));
    }

    private static int grace(HeldTask task) {
        return task.work()
                .map(Work::offer)
                .map(offer -> offer.spec())
                .map(TaskSpec::gracePeriodSeconds)
                .orElse(0);
    }
}
