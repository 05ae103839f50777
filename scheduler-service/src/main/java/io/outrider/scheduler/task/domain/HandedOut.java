package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.task.domain.TaskMessage.Assign;
import io.outrider.scheduler.task.domain.TaskMessage.Cancel;
import io.outrider.scheduler.task.domain.TaskMessage.Report;
import io.outrider.scheduler.task.domain.TaskMessage.TimePassed;
import io.outrider.scheduler.task.domain.TaskMessage.Withdraw;
import io.outrider.scheduler.task.domain.TaskMessage.Word;
import io.outrider.scheduler.task.domain.TaskState.Assigned;
import io.outrider.scheduler.task.domain.TaskState.Cancelling;
import io.outrider.scheduler.task.domain.TaskState.Cause;
import io.outrider.scheduler.task.domain.TaskState.Withdrawing;
import java.time.Instant;

/** Decisions between START and the node's acceptance. */
final class HandedOut {

    private HandedOut() {}

    static TaskDecision decide(Assigned state, TaskMessage message, TaskPolicy policy, Instant now) {
        return switch (message) {
            case Report report -> heard(state, report, policy, now);
            case TimePassed passed ->
                withdrawing(
                        state,
                        "node " + state.node() + " did not accept within "
                                + Words.of(policy.patience().accept()),
                        policy,
                        now);
            case Withdraw withdraw -> withdrawing(state, withdraw.reason(), policy, now);
            case Cancel cancel -> Stopping.begin(state, null, cancel.reason(), policy, now);
            case Assign assign -> TaskDecision.to(state);
        };
    }

    static TaskDecision decide(Withdrawing state, TaskMessage message, TaskPolicy policy, Instant now) {
        return switch (message) {
            case Report report -> heard(state, report, policy, now);
            case TimePassed passed ->
                AfterAttempt.lost(
                        state, null, state.reason() + ", and did not confirm that it never started", policy, now);
            case Cancel cancel -> Stopping.begin(state, null, cancel.reason(), policy, now);
            case Withdraw withdraw -> TaskDecision.to(state);
            case Assign assign -> TaskDecision.to(state);
        };
    }

    private static TaskDecision heard(Assigned state, Report report, TaskPolicy policy, Instant now) {
        return switch (report.word()) {
            case Word.Accepted accepted ->
                TaskDecision.to(new TaskState.Accepted(
                        state.attempt(), state.node(), now.plus(policy.accepted()), UnderWay.STARTING));
            case Word.Running running -> TaskDecision.to(UnderWay.running(state, report, policy, now));
            case Word.Refused refused -> AfterAttempt.refused(state, refused.reason(), policy, now);
            case Word.Cancelled cancelled
            when neverStarted(report) -> AfterAttempt.refused(state, cancelled.reason(), policy, now);
            case Word.Cancelled cancelled ->
                AfterAttempt.stoppedByExecutor(state, report.startedAt(), cancelled, policy, now);
            case Word.Succeeded s -> AfterAttempt.succeeded(state, report.startedAt(), s, now);
            case Word.Failed f -> AfterAttempt.failed(state, report.startedAt(), f, policy, now);
            case Word.TimedOut t -> AfterAttempt.timedOut(state, report.startedAt(), t, policy, now);
            case Word.Lost lost ->
                AfterAttempt.lost(state, report.startedAt(), AfterAttempt.why(lost.reason(), state), policy, now);
        };
    }

    private static TaskDecision heard(Withdrawing state, Report report, TaskPolicy policy, Instant now) {
        return switch (report.word()) {
            case Word.Accepted accepted -> TaskDecision.to(tooLate(state, report, policy, now));
            case Word.Running running -> TaskDecision.to(tooLate(state, report, policy, now));
            case Word.Refused refused -> AfterAttempt.refused(state, state.reason(), policy, now);
            case Word.Cancelled cancelled
            when neverStarted(report) -> AfterAttempt.refused(state, state.reason(), policy, now);
            case Word.Cancelled cancelled ->
                AfterAttempt.stoppedByExecutor(state, report.startedAt(), cancelled, policy, now);
            case Word.Succeeded s -> AfterAttempt.succeeded(state, report.startedAt(), s, now);
            case Word.Failed f -> AfterAttempt.failed(state, report.startedAt(), f, policy, now);
            case Word.TimedOut t -> AfterAttempt.timedOut(state, report.startedAt(), t, policy, now);
            case Word.Lost lost ->
                AfterAttempt.lost(state, report.startedAt(), AfterAttempt.why(lost.reason(), state), policy, now);
        };
    }

    /** CANCELLED before any ACCEPTED and without a start: the offer was taken back in time. */
    private static boolean neverStarted(Report report) {
        return report.startedAt() == null;
    }

    private static TaskDecision withdrawing(Assigned state, String reason, TaskPolicy policy, Instant now) {
        return TaskDecision.to(
                new Withdrawing(
                        state.attempt(),
                        state.node(),
                        now.plus(policy.patience().withdraw()),
                        reason),
                new TaskOrder.Cancel(state.attempt().fence(), state.node(), reason));
    }

    /** The node had accepted when our CANCEL reached the executor; the CANCEL now stops what has begun. */
    private static Cancelling tooLate(Withdrawing state, Report report, TaskPolicy policy, Instant now) {
        return new Cancelling(
                state.attempt(),
                state.node(),
                report.startedAt(),
                now.plus(policy.stopping()),
                state.reason() + "; accepted too late, being stopped",
                Cause.WITHDRAWN);
    }
}
