package io.outrider.scheduler.task.domain;

import java.util.List;

/**
 * What follows from a message: the task's next state, whose deadline is the timer, and what to tell executors. A
 * decision that changes nothing carries the same state and no orders.
 */
public record TaskDecision(TaskState next, List<TaskOrder> orders) {

    public TaskDecision {
        orders = List.copyOf(orders);
    }

    static TaskDecision to(TaskState next, TaskOrder... orders) {
        return new TaskDecision(next, List.of(orders));
    }
}
