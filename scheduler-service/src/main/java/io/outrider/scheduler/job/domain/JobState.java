package io.outrider.scheduler.job.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a job is in its life. An open job has an open task, and each open task has a deadline and a reason: so has the
 * job. An {@link Ended} state never changes.
 */
public sealed interface JobState {

    JobStatus status();

    Tally tally();

    /** A job with open tasks. */
    sealed interface Open extends JobState {}

    /** No task has begun. */
    record Queued(Tally tally) implements Open {
        @Override
        public JobStatus status() {
            return JobStatus.QUEUED;
        }
    }

    /** At least one task was accepted by its node. */
    record Running(Tally tally, Instant startedAt) implements Open {
        @Override
        public JobStatus status() {
            return JobStatus.RUNNING;
        }
    }

    /** Somebody asked for its end; waits for its tasks' last words. */
    record Cancelling(Tally tally, @Nullable Instant startedAt, String reason) implements Open {
        @Override
        public JobStatus status() {
            return JobStatus.CANCELLING;
        }
    }

    /** The end. {@code outputs} is set when the only task succeeded. */
    record Ended(
            Tally tally,
            JobStatus status,
            @Nullable String reason,
            @Nullable String outputs,
            @Nullable Instant startedAt,
            Instant finishedAt)
            implements JobState {}

    /** Returns the state with these parts, as it was stored. */
    static JobState restored(
            JobStatus status,
            Tally tally,
            @Nullable String reason,
            @Nullable String outputs,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        return switch (status) {
            case QUEUED -> new Queued(tally);
            case RUNNING -> new Running(tally, Objects.requireNonNull(startedAt, "start of a running job"));
            case CANCELLING -> new Cancelling(tally, startedAt, Objects.requireNonNullElse(reason, ""));
            case SUCCEEDED, FAILED, CANCELLED ->
                new Ended(
                        tally,
                        status,
                        reason,
                        outputs,
                        startedAt,
                        Objects.requireNonNull(finishedAt, "end of a finished job"));
        };
    }
}
