package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.task.domain.TaskMessage.Assign;
import io.outrider.scheduler.task.domain.TaskMessage.Cancel;
import io.outrider.scheduler.task.domain.TaskMessage.Report;
import io.outrider.scheduler.task.domain.TaskMessage.TimePassed;
import io.outrider.scheduler.task.domain.TaskMessage.Withdraw;
import io.outrider.scheduler.task.domain.TaskMessage.Word;
import io.outrider.scheduler.task.domain.TaskState.AtNode;
import io.outrider.scheduler.task.domain.TaskState.Cancelling;
import io.outrider.scheduler.task.domain.TaskState.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decisions after CANCEL: the executor has the last word, or the deadline ends the task unconfirmed. */
final class Stopping {

    private Stopping() {}

    /** Tells the executor to stop what it has, because somebody asked for it. */
    static TaskDecision begin(
            AtNode state, @Nullable Instant startedAt, String reason, TaskPolicy policy, Instant now) {
        return TaskDecision.to(
                new Cancelling(
                        state.attempt(), state.node(), startedAt, now.plus(policy.stopping()), reason, Cause.REQUESTED),
                new TaskOrder.Cancel(state.attempt().fence(), state.node(), reason));
    }

    static TaskDecision decide(Cancelling state, TaskMessage message, TaskPolicy policy, Instant now) {
        return switch (message) {
            case Report report -> heard(state, report, policy, now);
            case TimePassed passed -> silent(state, policy, now);
            case Cancel cancel
            when state.cause() == Cause.WITHDRAWN -> begin(state, state.startedAt(), cancel.reason(), policy, now);
            case Cancel cancel -> TaskDecision.to(state);
            case Withdraw withdraw -> TaskDecision.to(state);
            case Assign assign -> TaskDecision.to(state);
        };
    }

    private static TaskDecision heard(Cancelling state, Report report, TaskPolicy policy, Instant now) {
        Instant startedAt = report.startedAt() == null ? state.startedAt() : report.startedAt();
        boolean requested = state.cause() == Cause.REQUESTED;
        return switch (report.word()) {
            case Word.Accepted accepted -> TaskDecision.to(state);
            case Word.Running running -> TaskDecision.to(startedAt(state, startedAt));
            case Word.Succeeded s -> AfterAttempt.succeeded(state, startedAt, s, now);
            case Word.Failed f
            when requested -> AfterAttempt.end(state, TaskStatus.FAILED, startedAt, f.reason(), f.outcome(), now);
            case Word.Failed f -> AfterAttempt.failed(state, startedAt, f, policy, now);
            case Word.TimedOut t
            when requested -> AfterAttempt.end(state, TaskStatus.TIMED_OUT, startedAt, t.reason(), t.outcome(), now);
            case Word.TimedOut t -> AfterAttempt.timedOut(state, startedAt, t, policy, now);
            case Word.Cancelled c
            when requested ->
                AfterAttempt.end(state, TaskStatus.CANCELLED, startedAt, state.reason(), c.outcome(), now);
            case Word.Cancelled c -> AfterAttempt.stoppedByExecutor(state, startedAt, c, policy, now);
            case Word.Refused r
            when requested ->
                AfterAttempt.end(
                        state, TaskStatus.CANCELLED, null, state.reason() + ", before it started", Outcome.NONE, now);
            case Word.Refused r when startedAt == null -> AfterAttempt.refused(state, state.reason(), policy, now);
            case Word.Refused r ->
                AfterAttempt.failed(state, startedAt, new Word.Failed(r.reason(), Outcome.NONE), policy, now);
            case Word.Lost l when requested -> unconfirmed(state, AfterAttempt.why(l.reason(), state), now);
            case Word.Lost l -> AfterAttempt.lost(state, startedAt, AfterAttempt.why(l.reason(), state), policy, now);
        };
    }

    private static TaskDecision silent(Cancelling state, TaskPolicy policy, Instant now) {
        String why = "node " + state.node() + " did not confirm within " + Words.of(policy.stopping());
        return state.cause() == Cause.REQUESTED
                ? unconfirmed(state, why, now)
                : AfterAttempt.lost(state, state.startedAt(), state.reason() + "; " + why, policy, now);
    }

    private static TaskDecision unconfirmed(Cancelling state, String why, Instant now) {
        String reason = state.reason() + " (unconfirmed: " + why + ")";
        return AfterAttempt.end(state, TaskStatus.CANCELLED, state.startedAt(), reason, Outcome.NONE, now);
    }

    private static Cancelling startedAt(Cancelling state, @Nullable Instant startedAt) {
        return new Cancelling(
                state.attempt(), state.node(), startedAt, state.deadline(), state.reason(), state.cause());
    }
}
