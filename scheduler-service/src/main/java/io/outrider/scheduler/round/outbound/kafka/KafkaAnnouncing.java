package io.outrider.scheduler.round.outbound.kafka;

import io.outrider.outbox.OutgoingMessage;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.job.domain.JobStatus;
import io.outrider.scheduler.round.application.Announcing;
import io.outrider.scheduler.task.domain.Patience;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.scheduler.task.domain.TaskOrder;
import io.outrider.scheduler.template.application.Environment;
import io.outrider.scheduler.template.domain.Definition;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.JobEvent;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions as Avro records: job-events keyed by job, task-commands keyed by node. */
@ApplicationScoped
class KafkaAnnouncing implements Announcing {

    private static final String SOURCE = "/outrider/scheduler-service";

    private final Environment environment;
    private final Patience patience;

    KafkaAnnouncing(Environment environment, Patience patience) {
        this.environment = environment;
        this.patience = patience;
    }

    @Override
    public OutgoingMessage<?> jobChanged(Job job, JobState state, List<String> nodes, Instant now) {
        JobState.Ended ended = state instanceof JobState.Ended end ? end : null;
        JobEvent event = JobEvent.newBuilder()
                .setJobId(job.id().value())
                .setProject(job.project())
                .setStatus(io.outrider.schemas.avro.JobStatus.valueOf(
                        state.status().name()))
                .setTemplate(job.template())
                .setVersion(job.version())
                .setMethod(job.method())
                .setNodes(nodes)
                .setReason(reason(state))
                .setOutputs(ended == null ? null : ended.outputs())
                .setReaction(job.reaction())
                .setCausationDepth(job.causationDepth())
                .setAt(now)
                .build();
        return new OutgoingMessage<>(
                Topic.JOB_EVENTS,
                job.id().value(),
                event,
                envelope(job, typeOf(state.status()), job.id().value(), now));
    }

    @Override
    public OutgoingMessage<?> start(
            Job job, TaskId task, TaskOrder.Start start, String executor, Definition definition, Instant now) {
        TaskCommand command = command(job, task, start, executor, now)
                .setKind(TaskCommandKind.START)
                .setSpec(TaskSpecs.of(job, definition, environment, patience))
                .build();
        return message(job, task, start, command, "io.outrider.task.assigned", now);
    }

    @Override
    public OutgoingMessage<?> cancel(Job job, TaskId task, TaskOrder.Cancel cancel, String executor, Instant now) {
        TaskCommand command = command(job, task, cancel, executor, now)
                .setKind(TaskCommandKind.CANCEL)
                .setReason(cancel.reason())
                .build();
        return message(job, task, cancel, command, "io.outrider.task.cancel-requested", now);
    }

    private static TaskCommand.Builder command(Job job, TaskId task, TaskOrder order, String executor, Instant now) {
        return TaskCommand.newBuilder()
                .setTaskId(task.value())
                .setJobId(job.id().value())
                .setProject(job.project())
                .setAttempt(order.fence().attempt())
                .setEpoch(order.fence().epoch())
                .setExecutor(executor)
                .setNode(order.node().value())
                .setReaction(job.reaction())
                .setCausationDepth(job.causationDepth())
                .setAt(now);
    }

    private static OutgoingMessage<?> message(
            Job job, TaskId task, TaskOrder order, TaskCommand command, String type, Instant now) {
        return new OutgoingMessage<>(
                Topic.TASK_COMMANDS, order.node().value(), command, envelope(job, type, task.value(), now));
    }

    private static Envelope envelope(Job job, String type, String subject, Instant now) {
        Job.Origin origin = job.origin();
        return new Envelope(
                UUID.randomUUID().toString(),
                type,
                SOURCE,
                now,
                subject,
                job.createdBy(),
                origin.causationId(),
                origin.correlationId(),
                origin.traceparent());
    }

    private static String typeOf(JobStatus status) {
        return switch (status) {
            case QUEUED -> "io.outrider.job.submitted";
            case RUNNING -> "io.outrider.job.started";
            case CANCELLING -> "io.outrider.job.cancel-requested";
            case SUCCEEDED -> "io.outrider.job.succeeded";
            case FAILED -> "io.outrider.job.failed";
            case CANCELLED -> "io.outrider.job.cancelled";
        };
    }

    private static @Nullable String reason(JobState state) {
        return switch (state) {
            case JobState.Queued s -> null;
            case JobState.Running s -> null;
            case JobState.Cancelling s -> s.reason();
            case JobState.Ended s -> s.reason();
        };
    }
}
