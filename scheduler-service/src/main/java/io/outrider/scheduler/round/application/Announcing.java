package io.outrider.scheduler.round.application;

import io.outrider.outbox.OutgoingMessage;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.scheduler.task.domain.TaskOrder;
import io.outrider.scheduler.template.domain.Definition;
import java.time.Instant;
import java.util.List;

/** Puts decisions into messages. */
public interface Announcing {

    /** Says that a job's status changed. */
    OutgoingMessage<?> jobChanged(Job job, JobState state, List<String> nodes, Instant now);

    /** Tells an executor to start an attempt. */
    OutgoingMessage<?> start(
            Job job, TaskId task, TaskOrder.Start start, String executor, Definition definition, Instant now);

    /** Tells an executor to stop an attempt. */
    OutgoingMessage<?> cancel(Job job, TaskId task, TaskOrder.Cancel cancel, String executor, Instant now);
}
