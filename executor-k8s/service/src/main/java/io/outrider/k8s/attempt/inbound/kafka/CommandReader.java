package io.outrider.k8s.attempt.inbound.kafka;

import io.outrider.k8s.attempt.application.Causation;
import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.outbox.Received;
import io.outrider.protocol.ImageRef;
import io.outrider.protocol.Limits;
import io.outrider.protocol.OnLost;
import io.outrider.protocol.TaskSpec;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.tracing.Run;
import org.jspecify.annotations.Nullable;

/** Reads commands. */
final class CommandReader {

    private CommandReader() {}

    static Papers papers(Received<TaskCommand> record) {
        TaskCommand command = record.value();
        Envelope envelope = record.envelope();
        return new Papers(
                new AttemptKey(command.getTaskId(), command.getAttempt(), command.getEpoch()),
                command.getJobId(),
                command.getNode(),
                part(command),
                new Causation(envelope.id(), envelope.correlationId(), envelope.actor(), envelope.traceparent()));
    }

    private static Papers.Part part(TaskCommand command) {
        var spec = command.getSpec();
        return new Papers.Part(
                command.getProject(),
                spec == null ? null : spec.getTemplate(),
                spec == null ? null : spec.getMethod(),
                command.getReaction(),
                command.getCausationDepth());
    }

    /**
     * Returns what has to be run.
     *
     * @param traceparent of the command
     * @throws IllegalArgumentException naming the field, when it cannot be understood
     */
    static TaskSpec spec(TaskCommand command, @Nullable String traceparent) {
        var spec = command.getSpec();
        if (spec == null) {
            throw new IllegalArgumentException("Expected a spec with START, but there is none");
        }
        var limits = spec.getLimits();
        return new TaskSpec(
                spec.getTemplate(),
                spec.getVersion(),
                spec.getMethod(),
                spec.getReadOnly(),
                image(spec.getImage()),
                spec.getContentArchive(),
                spec.getHostTools(),
                spec.getRuntime(),
                spec.getCommand(),
                spec.getWorkdir(),
                Run.variables(
                        spec.getEnv(), traceparent, command.getTaskId(), command.getAttempt(), command.getEpoch()),
                spec.getParameters(),
                spec.getSensitive(),
                spec.getEvent(),
                spec.getTimeoutSeconds(),
                spec.getGracePeriodSeconds(),
                limits == null
                        ? Limits.DEFAULT
                        : new Limits(limits.getMemoryMb(), limits.getCpuMillis(), limits.getPids()),
                spec.getWritableRoot(),
                OnLost.valueOf(spec.getOnLost().name()));
    }

    private static @Nullable ImageRef image(io.outrider.schemas.avro.@Nullable ImageRef image) {
        return image == null
                ? null
                : new ImageRef(image.getDigest(), image.getReference(), image.getArchive(), image.getArchiveSize());
    }
}
