package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.task.domain.TaskMessage.Assign;
import io.outrider.scheduler.task.domain.TaskMessage.Cancel;
import io.outrider.scheduler.task.domain.TaskMessage.Report;
import io.outrider.scheduler.task.domain.TaskMessage.TimePassed;
import io.outrider.scheduler.task.domain.TaskMessage.Withdraw;
import io.outrider.scheduler.task.domain.TaskMessage.Word;
import io.outrider.scheduler.task.domain.TaskState.Accepted;
import io.outrider.scheduler.task.domain.TaskState.AtNode;
import io.outrider.scheduler.task.domain.TaskState.Running;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decisions while a node is at work: its executor's lease and time-out come first, the deadline is the backstop. */
final class UnderWay {

    static final String STARTING = "accepted, about to start";

    private UnderWay() {}

    static TaskDecision decide(Accepted state, TaskMessage message, TaskPolicy policy, Instant now) {
        return switch (message) {
            case Report report -> heard(state, report, policy, now);
            case TimePassed passed -> silent(state, null, policy, now);
            case Cancel cancel -> Stopping.begin(state, null, cancel.reason(), policy, now);
            case Withdraw withdraw -> TaskDecision.to(state);
            case Assign assign -> TaskDecision.to(state);
        };
    }

    static TaskDecision decide(Running state, TaskMessage message, TaskPolicy policy, Instant now) {
        return switch (message) {
            case Report report -> heard(state, report, policy, now);
            case TimePassed passed -> silent(state, state.startedAt(), policy, now);
            case Cancel cancel -> Stopping.begin(state, state.startedAt(), cancel.reason(), policy, now);
            case Withdraw withdraw -> TaskDecision.to(state);
            case Assign assign -> TaskDecision.to(state);
        };
    }

    static Running running(AtNode state, Report report, TaskPolicy policy, Instant now) {
        Instant startedAt = report.startedAt() == null ? now : report.startedAt();
        return new Running(
                state.attempt(),
                state.node(),
                startedAt,
                now.plus(policy.running()),
                "running on node " + state.node());
    }

    private static TaskDecision heard(Accepted state, Report report, TaskPolicy policy, Instant now) {
        Instant startedAt = report.startedAt();
        return switch (report.word()) {
            case Word.Accepted accepted -> TaskDecision.to(state);
            case Word.Running running -> TaskDecision.to(running(state, report, policy, now));
            case Word.Refused refused -> AfterAttempt.refused(state, refused.reason(), policy, now);
            case Word.Cancelled c -> AfterAttempt.stoppedByExecutor(state, startedAt, c, policy, now);
            case Word.Succeeded s -> AfterAttempt.succeeded(state, startedAt, s, now);
            case Word.Failed f -> AfterAttempt.failed(state, startedAt, f, policy, now);
            case Word.TimedOut t -> AfterAttempt.timedOut(state, startedAt, t, policy, now);
            case Word.Lost l -> lost(state, startedAt, AfterAttempt.why(l.reason(), state), policy, now);
        };
    }

    private static TaskDecision heard(Running state, Report report, TaskPolicy policy, Instant now) {
        Instant startedAt = report.startedAt() == null ? state.startedAt() : report.startedAt();
        return switch (report.word()) {
            case Word.Accepted accepted -> TaskDecision.to(state);
            case Word.Running running -> TaskDecision.to(state);
            // It said RUNNING before, so "never started" cannot be relied on.
            case Word.Refused r ->
                AfterAttempt.failed(state, startedAt, new Word.Failed(r.reason(), Outcome.NONE), policy, now);
            case Word.Cancelled c -> AfterAttempt.stoppedByExecutor(state, startedAt, c, policy, now);
            case Word.Succeeded s -> AfterAttempt.succeeded(state, startedAt, s, now);
            case Word.Failed f -> AfterAttempt.failed(state, startedAt, f, policy, now);
            case Word.TimedOut t -> AfterAttempt.timedOut(state, startedAt, t, policy, now);
            case Word.Lost l -> lost(state, startedAt, AfterAttempt.why(l.reason(), state), policy, now);
        };
    }

    private static TaskDecision lost(
            AtNode state, @Nullable Instant startedAt, String reason, TaskPolicy policy, Instant now) {
        if (policy.onLost() != OnLost.WAIT || !now.isBefore(state.deadline())) {
            return AfterAttempt.lost(state, startedAt, reason, policy, now);
        }
        String waiting = reason + "; waiting for node " + state.node() + " to come back";
        return TaskDecision.to(
                startedAt == null
                        ? new Accepted(state.attempt(), state.node(), state.deadline(), waiting)
                        : new Running(state.attempt(), state.node(), startedAt, state.deadline(), waiting));
    }

    private static TaskDecision silent(AtNode state, @Nullable Instant startedAt, TaskPolicy policy, Instant now) {
        String reason = "no result from node " + state.node() + " within "
                + Words.of(startedAt == null ? policy.accepted() : policy.running());
        TaskDecision lost = AfterAttempt.lost(state, startedAt, reason, policy, now);
        return TaskDecision.to(lost.next(), new TaskOrder.Cancel(state.attempt().fence(), state.node(), reason));
    }
}
