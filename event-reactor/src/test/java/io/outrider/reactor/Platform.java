package io.outrider.reactor;

import io.outrider.outbox.RecordCodec;
import io.outrider.outbox.RelayProducer;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.JobEvent;
import io.outrider.schemas.avro.JobRequest;
import io.outrider.schemas.avro.JobStatus;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.NodeStatus;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Says what the scheduler and the gateway would say. */
@ApplicationScoped
class Platform {

    private final RecordCodec codec;
    private final RelayProducer producer;

    Platform(RecordCodec codec, RelayProducer producer) {
        this.codec = codec;
        this.producer = producer;
    }

    /** The job that was asked for has got so far. */
    void job(JobRequest request, JobStatus status) {
        job(request.getJobId(), request.getReaction(), request.getCausationDepth(), status);
    }

    /** A job failed that came of so many reactions. */
    void failed(String reaction, int depth) {
        job(UUID.randomUUID().toString(), reaction, depth, JobStatus.FAILED);
    }

    /** An attempt of a task came to this; it is part of a job that came of so many reactions. */
    void task(String template, String node, TaskStatus status, int depth) {
        String job = UUID.randomUUID().toString();
        TaskEvent event = TaskEvent.newBuilder()
                .setTaskId(job + "/1")
                .setJobId(job)
                .setAttempt(1)
                .setEpoch(1)
                .setNode(node)
                .setStatus(status)
                .setExitCode(3)
                .setReason("disk full")
                .setAt(Instant.now())
                .setProject("default")
                .setTemplate(template)
                .setMethod("run")
                .setCausationDepth(depth)
                .build();
        String type =
                "io.outrider.task." + status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        send(Topic.TASK_EVENTS, job, event, type);
    }

    void node(String node, String status) {
        NodeEvent event = NodeEvent.newBuilder()
                .setNode(node)
                .setExecutor("remote")
                .setStatus(NodeStatus.valueOf(status))
                .setLabels(Map.of("name", node))
                .setLastSeen(Instant.now())
                .setAt(Instant.now())
                .build();
        send(Topic.NODE_EVENTS, node, event);
    }

    private void job(String job, String reaction, int depth, JobStatus status) {
        JobEvent event = JobEvent.newBuilder()
                .setJobId(job)
                .setProject("default")
                .setStatus(status)
                .setTemplate("t")
                .setMethod("run")
                .setReaction(reaction)
                .setCausationDepth(depth)
                .setAt(Instant.now())
                .build();
        send(Topic.JOB_EVENTS, job, event);
    }

    private <T extends SpecificRecord> void send(Topic<T> topic, String key, T value) {
        send(topic, key, value, "io.outrider.test");
    }

    private <T extends SpecificRecord> void send(Topic<T> topic, String key, T value, String type) {
        Envelope envelope = Envelope.first(type, "/test", Instant.now(), key, "test");
        producer.send(
                new ProducerRecord<>(topic.name(), null, key, codec.encode(topic, value), envelope.toHeaders()),
                failure -> {});
    }
}
