package io.outrider.agent.task;

import io.outrider.agent.journal.Journal;
import io.outrider.agent.journal.JournalRecord;
import io.outrider.agent.runtime.LiveTask;
import io.outrider.agent.task.HeldTask.Phase;
import io.outrider.agent.task.domain.Stop;
import io.outrider.protocol.Cancel;
import io.outrider.protocol.ReportStatus;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Stops tasks: SIGTERM, the grace period, SIGKILL. The first stop of a task decides how it ended; others change nothing. */
final class Stopping implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Stopping.class.getName());
    private static final int DROP_GRACE_SECONDS = 5;

    private final ScheduledExecutorService clock = clock();
    private final Journal journal;
    private final BiConsumer<HeldTask, Stop> neverStarted;

    /**
     * Starts the clock.
     *
     * @param neverStarted ends a task that was stopped while it waited
     */
    Stopping(Journal journal, BiConsumer<HeldTask, Stop> neverStarted) {
        this.journal = journal;
        this.neverStarted = neverStarted;
    }

    /**
     * Forgets at once what is cancelled: a time-out of hours would keep all of its task in memory, long after the task's end. Once it is
     * shut down it takes what comes and does nothing: the next start of the agent looks after tasks that run on.
     */
    static ScheduledThreadPoolExecutor clock() {
        var clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("stopping").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    void cancel(HeldTask task, Cancel cancel) {
        String reason = cancel.reason().isBlank() ? "Cancelled" : cancel.reason();
        stop(task, new Stop(ReportStatus.CANCELLED, reason), cancel.graceSeconds());
    }

    /** The gateway does not want the task any more: nobody will hear how it ends. */
    void drop(HeldTask task) {
        stop(task, new Stop(ReportStatus.CANCELLED, "Not this node's any more"), DROP_GRACE_SECONDS);
    }

    /** Does something again and again, as long as the agent runs; a clock would say nothing of a failure, and never do it again. */
    void every(Duration pause, Runnable action) {
        Runnable tried = () -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "Expected to look after tasks, but the agent failed; trying again",
                        e);
            }
        };
        ScheduledFuture<?> unused =
                clock.scheduleWithFixedDelay(tried, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops the task when its time is over; cancel the promise at its end. */
    ScheduledFuture<?> at(HeldTask task, long delayMillis, int timeoutSeconds, int graceSeconds) {
        Stop stop = new Stop(ReportStatus.TIMED_OUT, "Timed out after " + timeoutSeconds + " s");
        return clock.schedule(() -> stop(task, stop, graceSeconds), Math.max(0, delayMillis), TimeUnit.MILLISECONDS);
    }

    /** Stops the task unless somebody or the clock has before. */
    void stop(HeldTask task, Stop stop, int graceSeconds) {
        if (!task.stop(stop)) {
            return;
        }
        LOG.log(System.Logger.Level.INFO, "Stopping: " + stop.reason() + "; " + task);
        journal.note(new JournalRecord.Stopping(task.ref, stop.status(), stop.reason()));
        if (task.advance(Phase.QUEUED, Phase.ENDING)) {
            neverStarted.accept(task, stop);
        } else {
            task.live().ifPresent(live -> carryOut(task, live, graceSeconds));
        }
    }

    /** Ends the processes. Also for a stop that came while they were being started. */
    void carryOut(HeldTask task, LiveTask live, int graceSeconds) {
        Thread.startVirtualThread(live::terminate);
        ScheduledFuture<?> unused = clock.schedule(
                () -> {
                    if (task.phase() != Phase.ENDING) {
                        LOG.log(System.Logger.Level.INFO, "Killing after " + graceSeconds + " s of grace; " + task);
                        Thread.startVirtualThread(live::kill);
                    }
                },
                graceSeconds,
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
