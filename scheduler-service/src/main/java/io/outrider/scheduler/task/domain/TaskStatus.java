package io.outrider.scheduler.task.domain;

/** The state of a task as users see it. */
public enum TaskStatus {
    PENDING,
    ASSIGNED,
    ACCEPTED,
    RUNNING,
    CANCELLING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED,
    LOST
}
