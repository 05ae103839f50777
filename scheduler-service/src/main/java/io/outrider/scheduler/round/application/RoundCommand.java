package io.outrider.scheduler.round.application;

import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.node.domain.Node;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.scheduler.task.domain.TaskMessage;
import org.jspecify.annotations.Nullable;

/** Everything that changes jobs, tasks or the load of nodes. */
public sealed interface RoundCommand {

    /**
     * A new job.
     *
     * @param key the sender's Idempotency-Key; null: none
     * @param fingerprint of the request, to tell a repetition from another request under the same key
     * @param refusal why it fails at once; null: it is queued
     */
    record Submit(
            Job job,
            @Nullable String key,
            String fingerprint,
            @Nullable String refusal) implements RoundCommand {}

    /** What an executor said, or that time went by. */
    record Tell(TaskId task, TaskMessage message) implements RoundCommand {}

    /** Somebody wants a job to end. */
    record Cancel(JobId job, String reason) implements RoundCommand {}

    /** An executor described a node. */
    record Seen(Node node) implements RoundCommand {}

    /** Look for waiting tasks and nodes with room that missed each other. */
    record Sweep() implements RoundCommand {}
}
