package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.task.domain.TaskMessage.Assign;
import io.outrider.scheduler.task.domain.TaskMessage.Cancel;
import io.outrider.scheduler.task.domain.TaskMessage.Report;
import io.outrider.scheduler.task.domain.TaskMessage.TimePassed;
import io.outrider.scheduler.task.domain.TaskMessage.Withdraw;
import io.outrider.scheduler.task.domain.TaskState.Assigned;
import io.outrider.scheduler.task.domain.TaskState.Ended;
import io.outrider.scheduler.task.domain.TaskState.Open;
import io.outrider.scheduler.task.domain.TaskState.Pending;
import io.outrider.scheduler.task.domain.TaskState.Waiting;
import java.time.Instant;

/** Decisions while no node has the task. */
final class InQueue {

    private InQueue() {}

    static TaskDecision decide(Waiting state, TaskMessage message, TaskPolicy policy, Instant now) {
        return switch (message) {
            case TimePassed passed -> TaskDecision.to(pending(state.attempt(), policy, now));
            case Cancel cancel -> cancelled(state, cancel, now);
            case Assign assign -> TaskDecision.to(state);
            case Withdraw withdraw -> TaskDecision.to(state);
            case Report report -> TaskDecision.to(state);
        };
    }

    static TaskDecision decide(Pending state, TaskMessage message, TaskPolicy policy, Instant now) {
        return switch (message) {
            case Assign assign ->
                TaskDecision.to(
                        new Assigned(
                                state.attempt(),
                                assign.node(),
                                now.plus(policy.patience().accept())),
                        new TaskOrder.Start(state.attempt().fence(), assign.node()));
            case TimePassed passed ->
                TaskDecision.to(ended(
                        state,
                        TaskStatus.FAILED,
                        "no node took the task within "
                                + Words.of(policy.patience().queue()) + ": " + state.reason(),
                        now));
            case Cancel cancel -> cancelled(state, cancel, now);
            case Withdraw withdraw -> TaskDecision.to(state);
            case Report report -> TaskDecision.to(state);
        };
    }

    /** Returns the state of an attempt that needs a node from now on. */
    static Pending pending(Attempt attempt, TaskPolicy policy, Instant now) {
        return new Pending(attempt, now.plus(policy.patience().queue()), "waiting for a node");
    }

    private static TaskDecision cancelled(Open state, Cancel cancel, Instant now) {
        return TaskDecision.to(ended(state, TaskStatus.CANCELLED, cancel.reason() + ", before it started", now));
    }

    private static Ended ended(Open state, TaskStatus status, String reason, Instant now) {
        return new Ended(state.attempt(), status, null, reason, Outcome.NONE, null, now);
    }
}
