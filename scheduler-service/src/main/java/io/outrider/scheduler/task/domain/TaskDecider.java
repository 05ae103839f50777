package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.task.domain.TaskMessage.Report;
import io.outrider.scheduler.task.domain.TaskMessage.Word;
import io.outrider.scheduler.task.domain.TaskState.AtNode;
import io.outrider.scheduler.task.domain.TaskState.Ended;
import io.outrider.scheduler.task.domain.TaskState.Open;
import java.time.Instant;

/**
 * What a message means to a task. Pure: the caller stores the next state and sends the orders in one transaction.
 *
 * <p><b>At most one start per attempt.</b> An attempt is handed out (START) under a new epoch. Whether a node accepted a
 * hand-out is decided in one place, the executor's compare-and-set of the offer, and after it only the executor knows.
 * So the scheduler never hands the same attempt out again because time went by or a node went away: it sends CANCEL
 * ({@link TaskState.Withdrawing}) and waits for the executor's verdict on that very epoch. CANCEL and accept meet at the
 * executor's compare-and-set, one of them wins:
 *
 * <ul>
 *   <li>CANCEL wins: the executor answers REFUSED, or CANCELLED without ever having said ACCEPTED; the offer can no longer
 *       be accepted, and the attempt is handed out again with a higher epoch.
 *   <li>Accept wins: ACCEPTED reaches us before any later word (events of one job keep their order), the CANCEL stops
 *       the process, and the attempt is over; only a retry, that is a new attempt, may follow.
 *   <li>No verdict by the deadline: the attempt is LOST. Only {@link OnLost#RERUN}, by which the template says that it
 *       may run twice, hands it out again.
 * </ul>
 *
 * <p>Messages with another fence are stale: they change nothing, and a sender that is still at work is told to stop.
 */
public final class TaskDecider {

    private TaskDecider() {}

    /** Returns what follows when this message arrives now. */
    public static TaskDecision decide(TaskState state, TaskMessage message, TaskPolicy policy, Instant now) {
        if (message instanceof Report report && isOld(state, report)) {
            return TaskDecision.to(state, stopOf(report));
        }
        if (message instanceof TaskMessage.TimePassed && state instanceof Open open && now.isBefore(open.deadline())) {
            return TaskDecision.to(state);
        }
        return switch (state) {
            case TaskState.Waiting waiting -> InQueue.decide(waiting, message, policy, now);
            case TaskState.Pending pending -> InQueue.decide(pending, message, policy, now);
            case TaskState.Assigned assigned -> HandedOut.decide(assigned, message, policy, now);
            case TaskState.Withdrawing withdrawing -> HandedOut.decide(withdrawing, message, policy, now);
            case TaskState.Accepted accepted -> UnderWay.decide(accepted, message, policy, now);
            case TaskState.Running running -> UnderWay.decide(running, message, policy, now);
            case TaskState.Cancelling cancelling -> Stopping.decide(cancelling, message, policy, now);
            case Ended ended -> TaskDecision.to(ended);
        };
    }

    /** Stale, or about a task that waits for a node or has ended: nobody should be working on it. */
    private static boolean isOld(TaskState state, Report report) {
        return !(state instanceof AtNode)
                || !report.fence().equals(state.attempt().fence());
    }

    private static TaskOrder[] stopOf(Report report) {
        boolean atWork = report.word() instanceof Word.Accepted || report.word() instanceof Word.Running;
        return atWork
                ? new TaskOrder[] {
                    new TaskOrder.Cancel(report.fence(), report.node(), "this hand-out of the task is no longer wanted")
                }
                : new TaskOrder[0];
    }
}
