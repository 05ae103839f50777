package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.task.domain.TaskMessage.Word;
import io.outrider.scheduler.task.domain.TaskState.AtNode;
import io.outrider.scheduler.task.domain.TaskState.Ended;
import io.outrider.scheduler.task.domain.TaskState.Open;
import io.outrider.scheduler.task.domain.TaskState.Waiting;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows when a hand-out is over: the end, a retry as a new attempt, or the same attempt to another node. */
final class AfterAttempt {

    private AfterAttempt() {}

    static TaskDecision succeeded(AtNode state, @Nullable Instant startedAt, Word.Succeeded word, Instant now) {
        return end(state, TaskStatus.SUCCEEDED, startedAt, null, word.outcome(), now);
    }

    static TaskDecision failed(
            AtNode state, @Nullable Instant startedAt, Word.Failed word, TaskPolicy policy, Instant now) {
        String reason = word.reason() != null
                ? word.reason()
                : "exit code " + word.outcome().exitCode();
        return retryOrEnd(state, TaskStatus.FAILED, startedAt, reason, word.outcome(), policy, now);
    }

    static TaskDecision timedOut(
            AtNode state, @Nullable Instant startedAt, Word.TimedOut word, TaskPolicy policy, Instant now) {
        String reason = word.reason() != null ? word.reason() : "not finished within " + Words.of(policy.timeout());
        return retryOrEnd(state, TaskStatus.TIMED_OUT, startedAt, reason, word.outcome(), policy, now);
    }

    /** Stopped after it may have begun, though nobody asked for the job to end: a failed attempt. */
    static TaskDecision stoppedByExecutor(
            AtNode state, @Nullable Instant startedAt, Word.Cancelled word, TaskPolicy policy, Instant now) {
        String reason = state instanceof TaskState.Cancelling stopping
                ? stopping.reason()
                : "stopped on node " + state.node() + (word.reason() == null ? "" : ": " + word.reason());
        return retryOrEnd(state, TaskStatus.FAILED, startedAt, reason, word.outcome(), policy, now);
    }

    /** Never started: the same attempt may go to another node, a bounded number of times. */
    static TaskDecision refused(AtNode state, @Nullable String why, TaskPolicy policy, Instant now) {
        String reason = "handed back by node " + state.node() + (why == null ? "" : ": " + why);
        if (!policy.mayHandOutAgain(state.attempt())) {
            String whole = "handed out " + state.attempt().epoch() + " times, each time in vain; last " + reason;
            return end(state, TaskStatus.FAILED, null, whole, Outcome.NONE, now);
        }
        Attempt again = state.attempt().againElsewhere(state.node());
        return TaskDecision.to(
                again.epoch() == 2
                        ? InQueue.pending(again, policy, now).because(reason)
                        : new Waiting(again, now.plus(pause(again)), reason));
    }

    /** Nobody knows whether it began or ended. */
    static TaskDecision lost(AtNode state, @Nullable Instant startedAt, String reason, TaskPolicy policy, Instant now) {
        boolean again = policy.onLost() == OnLost.RERUN && policy.mayHandOutAgain(state.attempt());
        return again
                ? TaskDecision.to(InQueue.pending(state.attempt().again(), policy, now)
                        .because(reason + "; the template allows to run it again"))
                : end(state, TaskStatus.LOST, startedAt, reason, Outcome.NONE, now);
    }

    static TaskDecision end(
            AtNode state,
            TaskStatus status,
            @Nullable Instant startedAt,
            @Nullable String reason,
            Outcome outcome,
            Instant now) {
        return TaskDecision.to(new Ended(state.attempt(), status, state.node(), reason, outcome, startedAt, now));
    }

    static String why(@Nullable String reason, AtNode state) {
        return reason == null ? "node " + state.node() + " is lost" : reason;
    }

    private static TaskDecision retryOrEnd(
            AtNode state,
            TaskStatus status,
            @Nullable Instant startedAt,
            String reason,
            Outcome outcome,
            TaskPolicy policy,
            Instant now) {
        if (!policy.mayRetry(state.attempt())) {
            return end(state, status, startedAt, reason, outcome, now);
        }
        Attempt next = state.attempt().next();
        String why = "attempt " + state.attempt().number() + " of " + (policy.retries() + 1) + " failed: " + reason;
        Open waiting = policy.backoff().isZero()
                ? InQueue.pending(next, policy, now).because(why)
                : new Waiting(next, now.plus(policy.backoff()), why);
        return TaskDecision.to(waiting);
    }

    /** One second before the third hand-out, doubling: a node that refuses at once must not be asked in a tight loop. */
    private static Duration pause(Attempt again) {
        return Duration.ofSeconds(1L << Math.min(again.epoch() - 3, 5));
    }
}
