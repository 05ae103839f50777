package io.outrider.scheduler.job.application;

import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.node.domain.Target;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.scheduler.task.domain.TaskState;
import java.util.List;

/** A job and its tasks as they stand. */
public record JobDetails(Job job, JobState state, List<TaskDetails> tasks) {

    /** A task as it stands. */
    public record TaskDetails(TaskId id, Target target, TaskState state) {}
}
