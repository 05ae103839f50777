package io.outrider.agent.task;

import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.folder.Work;
import io.outrider.agent.log.TaskLog;
import io.outrider.agent.runtime.LiveTask;
import io.outrider.agent.task.domain.Stop;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task that this node has or is about to have. Its monitor guards what changes. */
final class HeldTask {

    /** Only forward. */
    enum Phase {
        ACCEPTING,
        QUEUED,
        STARTING,
        RUNNING,
        ENDING
    }

    final TaskRef ref;
    final String job;
    private Phase phase = Phase.ACCEPTING;
    private @Nullable Work work;
    private @Nullable TaskFolder folder;
    private @Nullable TaskLog log;
    private @Nullable LiveTask live;
    private @Nullable Stop stop;
    private boolean gone;
    private boolean runningReported;
    private long leasedNanos;
    private long startedNanos;
    private int leaseSeconds;
    private long queuedNanos;

    HeldTask(TaskRef ref, String job) {
        this.ref = ref;
        this.job = job;
    }

    /** It is kept here, and may be asked for. */
    synchronized void taken(@Nullable Work work, TaskFolder folder) {
        this.work = work;
        this.folder = folder;
    }

    /** The gateway gave it to this node. */
    synchronized void accepted(@Nullable Work work, TaskLog log, int leaseSeconds, long nanos) {
        this.work = work;
        this.log = log;
        this.leaseSeconds = leaseSeconds;
        this.leasedNanos = nanos;
        this.queuedNanos = nanos;
        this.phase = Phase.QUEUED;
    }

    /** Returns true if it has waited for a slot for longer than this. */
    synchronized boolean waits(Duration longerThan, long now) {
        return phase == Phase.QUEUED && now - queuedNanos > longerThan.toNanos();
    }

    /** Returns true if it goes from one phase to the other with this call. */
    synchronized boolean advance(Phase from, Phase to) {
        if (phase != from) {
            return false;
        }
        phase = to;
        return true;
    }

    /** The process runs. Returns the stop that came meanwhile and has to be carried out. */
    synchronized Optional<Stop> running(LiveTask live, long startedNanos) {
        this.live = live;
        this.startedNanos = startedNanos;
        this.phase = Phase.RUNNING;
        return Optional.ofNullable(stop);
    }

    /** Returns true if this is the first stop of the task, and it has not ended yet. */
    synchronized boolean stop(Stop stop) {
        if (this.stop != null || phase == Phase.ENDING) {
            return false;
        }
        this.stop = stop;
        return true;
    }

    /** Not this node's any more. Returns true if nobody knew. */
    synchronized boolean markGone() {
        boolean news = !gone;
        gone = true;
        return news;
    }

    /** Returns true once: the first time that the running task is looked at after so long. */
    synchronized boolean reportRunning(long now, long afterNanos) {
        if (phase != Phase.RUNNING || runningReported || now - startedNanos < afterNanos) {
            return false;
        }
        runningReported = true;
        return true;
    }

    synchronized Phase phase() {
        return phase;
    }

    synchronized Optional<Work> work() {
        return Optional.ofNullable(work);
    }

    synchronized TaskFolder folder() {
        return present(folder, "folder");
    }

    synchronized TaskLog log() {
        return present(log, "log");
    }

    /** Nothing of its log is read any more; false if somebody does at this moment. */
    synchronized boolean closeLog() throws IOException {
        return log == null || log.close();
    }

    synchronized Optional<LiveTask> live() {
        return Optional.ofNullable(live);
    }

    synchronized @Nullable Stop stop() {
        return stop;
    }

    synchronized boolean gone() {
        return gone;
    }

    synchronized Optional<Long> startedMillisAgo(long now) {
        return live == null ? Optional.empty() : Optional.of(Math.max(0, (now - startedNanos) / 1_000_000));
    }

    /** Returns which part of the lease is over, from 0 to 1 and beyond; 0 if it needs none. */
    synchronized double leaseUsed(long now) {
        return phase == Phase.ACCEPTING || gone ? 0 : (now - leasedNanos) / (leaseSeconds * 1e9);
    }

    /** The lease begins anew. */
    synchronized void lease(int seconds, long now) {
        leaseSeconds = seconds;
        leasedNanos = now;
    }

    private <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("Expected " + this + " to have its " + what + ", but it is " + phase);
        }
        return value;
    }

    /** Fixed keys of the log. */
    @Override
    public String toString() {
        return "job=" + job + " task=" + ref.task() + " attempt=" + ref.attempt() + " epoch=" + ref.epoch();
    }
}
