package io.outrider.k8s.attempt.outbound.kafka;

import io.outrider.k8s.attempt.application.Causation;
import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.lease.Tenure;
import io.outrider.outbox.RecordCodec;
import io.outrider.outbox.RecordTraces;
import io.outrider.outbox.RelayProducer;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.tracing.TracedSpan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends records, while this replica leads, and waits until all replicas of their topic have them. There is no outbox: what is not
 * confirmed is said again.
 */
@ApplicationScoped
public class Post {

    private static final String SOURCE = "/outrider/executor-k8s";

    /** Longer than a broker's failover. */
    private static final int PATIENCE_SECONDS = 30;

    private final RecordCodec codec;
    private final RelayProducer producer;
    private final RecordTraces traces;
    private final Tenure tenure;

    Post(RecordCodec codec, RelayProducer producer, RecordTraces traces, Tenure tenure) {
        this.codec = codec;
        this.producer = producer;
        this.traces = traces;
        this.tenure = tenure;
    }

    /**
     * Sends a record.
     *
     * @throws IllegalStateException if this replica does not lead, or it is not confirmed in time; then it may still come
     */
    public <T extends SpecificRecord> void send(Topic<T> topic, String key, T value, Envelope envelope) {
        CompletableFuture<Boolean> confirmed = new CompletableFuture<>();
        var message = new ProducerRecord<>(topic.name(), null, key, codec.encode(topic, value), envelope.toHeaders());
        tenure.required();
        TracedSpan span = traces.sending(message);
        producer.send(message, failure -> {
            if (span != null) {
                span.end();
            }
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
            throw new IllegalStateException("Expected to publish to " + topic.name() + ", but was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "Expected Kafka to confirm a record of " + topic.name() + ", but it did not: " + e.getMessage(), e);
        }
    }

    /** Returns the envelope of a message about an attempt. */
    public static Envelope envelope(Papers papers, String id, String type, Instant now) {
        Causation cause = papers.causation();
        return new Envelope(
                id,
                type,
                SOURCE,
                now,
                papers.key().task(),
                cause.actor(),
                cause.causationId(),
                cause.correlationId(),
                cause.traceparent());
    }
}
