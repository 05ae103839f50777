package io.outrider.gateway.attempt.inbound.kafka;

import io.outrider.gateway.attempt.application.Assignment;
import io.outrider.gateway.attempt.application.Step;
import io.outrider.gateway.attempt.domain.AttemptCommand;
import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.outbox.Received;
import io.outrider.protocol.ImageRef;
import io.outrider.protocol.Limits;
import io.outrider.protocol.OnLost;
import io.outrider.protocol.TaskSpec;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.tracing.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands. A start that cannot be understood is declined with the reason, so that its job does not wait for nothing; so is one
 * that is too old, such as a dead letter that was replayed: the row that says it was carried out before may be forgotten.
 */
final class CommandReader {

    private final Duration queue;
    private final Duration cancelSlack;
    private final Clock clock;

    CommandReader(Duration queue, Duration cancelSlack, Clock clock) {
        this.queue = queue;
        this.cancelSlack = cancelSlack;
        this.clock = clock;
    }

    Step read(Received<TaskCommand> record, Set<String> enrolled) {
        TaskCommand command = record.value();
        AttemptKey key = new AttemptKey(command.getTaskId(), command.getAttempt());
        return switch (command.getKind()) {
            case START -> start(key, record, enrolled);
            case CANCEL -> step(key, cancel(command), record, null);
            case UNKNOWN ->
                throw new IllegalArgumentException("Expected a command of kind START or CANCEL, but this one is"
                        + " unknown here; a newer scheduler needs a newer gateway");
        };
    }

    private Step start(AttemptKey key, Received<TaskCommand> record, Set<String> enrolled) {
        TaskCommand command = record.value();
        if (!enrolled.contains(command.getNode())) {
            return decline(key, record, "the node " + command.getNode() + " is not enrolled");
        }
        Instant queueUntil = command.getAt().plus(queue);
        if (!clock.instant().isBefore(queueUntil)) {
            return decline(
                    key,
                    record,
                    "the command is from " + command.getAt() + ", longer ago than an offer waits: " + queue);
        }
        try {
            var start = new AttemptCommand.Start(
                    command.getEpoch(), command.getNode(), UUID.randomUUID().toString(), queueUntil);
            return step(key, start, record, spec(command, record.envelope()));
        } catch (IllegalArgumentException e) {
            return decline(key, record, "the task cannot be understood: " + e.getMessage());
        }
    }

    private AttemptCommand.Cancel cancel(TaskCommand command) {
        String reason = command.getReason() == null ? "cancelled" : command.getReason();
        Instant stopBy = clock.instant().plus(cancelSlack);
        return new AttemptCommand.Cancel(command.getEpoch(), command.getNode(), reason, stopBy);
    }

    private static Step decline(AttemptKey key, Received<TaskCommand> record, String reason) {
        TaskCommand command = record.value();
        return step(key, new AttemptCommand.Decline(command.getEpoch(), command.getNode(), reason), record, null);
    }

    private static Step step(
            AttemptKey key, AttemptCommand command, Received<TaskCommand> record, @Nullable TaskSpec spec) {
        Envelope envelope = record.envelope();
        var assignment = new Assignment(
                record.value().getJobId(),
                record.value().getProject(),
                spec == null ? 0 : spec.gracePeriodSeconds(),
                spec,
                blobs(spec),
                new Assignment.Part(
                        spec == null ? null : spec.template(),
                        spec == null ? null : spec.method(),
                        record.value().getReaction(),
                        record.value().getCausationDepth()),
                new Assignment.Causation(
                        envelope.id(), envelope.correlationId(), envelope.actor(), envelope.traceparent()));
        return new Step(key, command, assignment, null);
    }

    private static List<String> blobs(@Nullable TaskSpec spec) {
        if (spec == null) {
            return List.of();
        }
        String archive = spec.image() == null ? null : spec.image().archive();
        return Stream.of(archive, spec.contentArchive())
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }

    private static TaskSpec spec(TaskCommand command, Envelope envelope) {
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
                        spec.getEnv(),
                        envelope.traceparent(),
                        command.getTaskId(),
                        command.getAttempt(),
                        command.getEpoch()),
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
