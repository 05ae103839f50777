package io.outrider.scheduler.job.domain;

import io.outrider.scheduler.job.domain.JobMessage.Cancel;
import io.outrider.scheduler.job.domain.JobMessage.TaskBegan;
import io.outrider.scheduler.job.domain.JobMessage.TaskFailed;
import io.outrider.scheduler.job.domain.JobMessage.TaskSucceeded;
import io.outrider.scheduler.job.domain.JobState.Cancelling;
import io.outrider.scheduler.job.domain.JobState.Ended;
import io.outrider.scheduler.job.domain.JobState.Queued;
import io.outrider.scheduler.job.domain.JobState.Running;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a message means to a job. The job's state is the sum of its tasks' and is stored with them in one transaction.
 * A job whose cancel came too late, because every task succeeded, has succeeded.
 */
public final class JobDecider {

    private JobDecider() {}

    /** Returns the job's next state. */
    public static JobState decide(JobState state, JobMessage message, Instant now) {
        return switch (state) {
            case Queued queued -> open(queued, null, null, message, now);
            case Running running -> open(running, running.startedAt(), null, message, now);
            case Cancelling stopping -> open(stopping, stopping.startedAt(), stopping.reason(), message, now);
            case Ended ended -> ended;
        };
    }

    private static JobState open(
            JobState.Open state,
            @Nullable Instant startedAt,
            @Nullable String cancelled,
            JobMessage message,
            Instant now) {
        return switch (message) {
            case TaskBegan began -> next(state.tally(), startedAt == null ? now : startedAt, cancelled);
            case Cancel cancel ->
                new Cancelling(state.tally(), startedAt, cancelled == null ? cancel.reason() : cancelled);
            case TaskSucceeded success -> after(state.tally().success(), startedAt, cancelled, success.outputs(), now);
            case TaskFailed failure -> after(state.tally().failure(failure.reason()), startedAt, cancelled, null, now);
        };
    }

    private static JobState after(
            Tally tally,
            @Nullable Instant startedAt,
            @Nullable String cancelled,
            @Nullable String outputs,
            Instant now) {
        return tally.open() > 0
                ? next(tally, startedAt, cancelled)
                : new Ended(
                        tally,
                        finalStatus(tally, cancelled),
                        finalReason(tally, cancelled),
                        tally.total() == 1 ? outputs : null,
                        startedAt,
                        now);
    }

    private static JobState next(Tally tally, @Nullable Instant startedAt, @Nullable String cancelled) {
        if (cancelled != null) {
            return new Cancelling(tally, startedAt, cancelled);
        }
        return startedAt == null ? new Queued(tally) : new Running(tally, startedAt);
    }

    private static JobStatus finalStatus(Tally tally, @Nullable String cancelled) {
        if (tally.unsuccessful() == 0) {
            return JobStatus.SUCCEEDED;
        }
        return cancelled == null ? JobStatus.FAILED : JobStatus.CANCELLED;
    }

    private static @Nullable String finalReason(Tally tally, @Nullable String cancelled) {
        if (tally.unsuccessful() == 0) {
            return cancelled == null ? null : "succeeded before it could be cancelled";
        }
        if (tally.total() == 1) {
            return tally.firstFailure();
        }
        return tally.unsuccessful() + " of " + tally.total() + " tasks did not succeed; first: " + tally.firstFailure();
    }
}
