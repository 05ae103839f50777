package io.outrider.gateway.attempt.outbound.kafka;

import io.outrider.gateway.attempt.application.Assignment.Causation;
import io.outrider.gateway.attempt.application.AttemptRow;
import io.outrider.gateway.attempt.domain.AttemptEvent;
import io.outrider.gateway.attempt.domain.Outcome;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.protocol.LogTail;
import io.outrider.protocol.Report;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskArtifact;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskLog;
import io.outrider.schemas.avro.TaskStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the messages about attempts. Of one batch only the last word about an epoch goes out: the scheduler takes a jump. */
@ApplicationScoped
public class TaskNews {

    private static final String SOURCE = "/outrider/gateway";

    /** Begins to collect the messages of a batch. */
    public Collector collector(Instant now) {
        return new Collector(now);
    }

    /** The messages of one batch. */
    public static final class Collector {

        private final Instant now;
        private final Map<String, OutgoingMessage<?>> events = new LinkedHashMap<>();
        private final List<OutgoingMessage<?>> logs = new ArrayList<>();
        private boolean urgent;

        private Collector(Instant now) {
            this.now = now;
        }

        /** Adds an event; one about the same epoch that is there already is left out. */
        public void add(AttemptEvent event, AttemptRow row, @Nullable Report report) {
            TaskEvent value = value(event, row, report);
            String type = "io.outrider.task."
                    + value.getStatus().name().toLowerCase(Locale.ROOT).replace('_', '-');
            Envelope envelope = envelope(type, row);
            String id = value.getTaskId() + "/" + value.getAttempt() + "/" + value.getEpoch();
            urgent |= value.getStatus() != TaskStatus.ACCEPTED;
            events.remove(id);
            events.put(id, new OutgoingMessage<>(Topic.TASK_EVENTS, value.getJobId(), value, envelope));
        }

        /**
         * Adds the log tail of a report, from the first byte that is not on the topic yet.
         *
         * @param accepted bytes that are there
         * @return bytes that are there with it
         */
        public long tail(AttemptRow row, Report report, long accepted) {
            LogTail tail = report.log();
            byte[] data = tail == null ? new byte[0] : tail.data();
            long end = tail == null ? 0 : tail.offset() + data.length;
            if (tail == null || end <= accepted) {
                return accepted;
            }
            int known = (int) Math.max(0, accepted - tail.offset());
            boolean last = report.status().terminal() && end == report.logSize();
            TaskLog value = TaskLog.newBuilder()
                    .setTaskId(row.key().task())
                    .setJobId(row.assignment().job())
                    .setAttempt(row.key().attempt())
                    .setEpoch(row.state().epoch())
                    .setOffset(tail.offset() + known)
                    .setData(ByteBuffer.wrap(data, known, data.length - known).slice())
                    .setLast(last)
                    .setSha256(last ? report.logSha256() : null)
                    .setAt(now)
                    .build();
            urgent = true;
            logs.add(new OutgoingMessage<>(
                    Topic.TASK_LOGS, value.getJobId(), value, envelope("io.outrider.task.logged", row)));
            return end;
        }

        /** Tells whether there is more than acceptances. A short task ends a moment after its own: the scheduler hears of both at once. */
        public boolean urgent() {
            return urgent;
        }

        /** Returns the messages: logs first, so that they are there when the end is heard of. */
        public List<OutgoingMessage<?>> messages() {
            List<OutgoingMessage<?>> messages = new ArrayList<>(logs);
            messages.addAll(events.values());
            return messages;
        }

        private Envelope envelope(String type, AttemptRow row) {
            Causation cause = row.assignment().causation();
            return new Envelope(
                    UUID.randomUUID().toString(),
                    type,
                    SOURCE,
                    now,
                    row.key().task(),
                    cause.actor(),
                    cause.causationId(),
                    cause.correlationId(),
                    cause.traceparent());
        }

        private TaskEvent value(AttemptEvent event, AttemptRow row, @Nullable Report report) {
            TaskEvent.Builder builder = TaskEvent.newBuilder()
                    .setTaskId(row.key().task())
                    .setJobId(row.assignment().job())
                    .setAttempt(row.key().attempt())
                    .setEpoch(event.epoch())
                    .setNode(event.node())
                    .setProject(row.assignment().project())
                    .setTemplate(row.assignment().part().template())
                    .setMethod(row.assignment().part().method())
                    .setReaction(row.assignment().part().reaction())
                    .setCausationDepth(row.assignment().part().causationDepth())
                    .setAt(now);
            switch (event) {
                case AttemptEvent.Accepted accepted -> builder.setStatus(TaskStatus.ACCEPTED);
                case AttemptEvent.Started started ->
                    builder.setStatus(TaskStatus.RUNNING).setStartedAt(started.at());
                case AttemptEvent.Finished finished -> finish(builder, finished, report);
            }
            return builder.build();
        }

        private void finish(TaskEvent.Builder builder, AttemptEvent.Finished finished, @Nullable Report report) {
            builder.setStatus(status(finished.outcome()))
                    .setReason(finished.reason())
                    .setStartedAt(finished.startedAt());
            if (report == null) {
                return;
            }
            builder.setExitCode(report.exitCode())
                    .setLogSize(report.logSize())
                    .setOutputs(finished.outcome() == Outcome.SUCCEEDED ? report.outputs() : null)
                    .setArtifacts(report.artifacts().stream()
                            .map(artifact -> new TaskArtifact(artifact.name(), artifact.sha256(), artifact.size()))
                            .toList());
            if (finished.startedAt() == null && report.startedMillisAgo() != null) {
                builder.setStartedAt(now.minusMillis(report.startedMillisAgo()));
            }
        }

        private static TaskStatus status(Outcome outcome) {
            return switch (outcome) {
                case SUCCEEDED -> TaskStatus.SUCCEEDED;
                case FAILED -> TaskStatus.FAILED;
                case TIMED_OUT -> TaskStatus.TIMED_OUT;
                case CANCELLED -> TaskStatus.CANCELLED;
                case REFUSED -> TaskStatus.REFUSED;
                case LOST -> TaskStatus.LOST;
            };
        }
    }
}
