package io.outrider.gateway.transfer.outbound.kafka;

import io.outrider.gateway.attempt.application.Assignment.Causation;
import io.outrider.gateway.transfer.application.LogChunk;
import io.outrider.gateway.transfer.application.LogStanding;
import io.outrider.outbox.RecordCodec;
import io.outrider.outbox.RelayProducer;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts log chunks onto their topic without the detour of the outbox: a log is large, and resent by its agent until confirmed. */
@ApplicationScoped
public class LogTopic {

    /** Longer than a broker's failover; then the agent is told to come again. */
    private static final int PATIENCE_SECONDS = 20;

    private final RecordCodec codec;
    private final RelayProducer producer;
    private final Clock clock;

    LogTopic(RecordCodec codec, RelayProducer producer, Clock clock) {
        this.codec = codec;
        this.producer = producer;
        this.clock = clock;
    }

    /**
     * Publishes a chunk and waits until all replicas of the topic have it.
     *
     * @throws IllegalStateException if they do not in time; it may still come
     */
    public void publish(LogChunk chunk, LogStanding standing) {
        CompletableFuture<Boolean> confirmed = new CompletableFuture<>();
        producer.send(record(chunk, standing), failure -> {
            if (failure == null) {
                confirmed.complete(true);
            } else {
                confirmed.completeExceptionally(failure);
            }
        });
        try {
            confirmed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to publish a log, but was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Expected Kafka to confirm a log, but it did not: " + e.getMessage(), e);
        }
    }

    private ProducerRecord<String, byte[]> record(LogChunk chunk, LogStanding standing) {
        Instant now = clock.instant();
        TaskLog value = TaskLog.newBuilder()
                .setTaskId(chunk.ref().task())
                .setJobId(standing.job())
                .setAttempt(chunk.ref().attempt())
                .setEpoch(chunk.ref().epoch())
                .setOffset(chunk.offset())
                .setData(ByteBuffer.wrap(chunk.data()))
                .setLast(chunk.last())
                .setSha256(chunk.sha256())
                .setAt(now)
                .build();
        Causation cause = standing.causation();
        Envelope envelope = new Envelope(
                UUID.randomUUID().toString(),
                "io.outrider.task.logged",
                "/outrider/gateway",
                now,
                chunk.ref().task(),
                cause.actor(),
                cause.causationId(),
                cause.correlationId(),
                cause.traceparent());
        return new ProducerRecord<>(
                Topic.TASK_LOGS_NAME, null, standing.job(), codec.encode(Topic.TASK_LOGS, value), envelope.toHeaders());
    }
}
