package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.job.domain.JobId;

/** Identity of a task: its job's id and its place in the job. */
public record TaskId(String value) implements Comparable<TaskId> {

    /** Returns the id of the job's task at this place, from 1. */
    public static TaskId of(JobId job, int place) {
        return new TaskId(job.value() + "-" + place);
    }

    @Override
    public int compareTo(TaskId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
