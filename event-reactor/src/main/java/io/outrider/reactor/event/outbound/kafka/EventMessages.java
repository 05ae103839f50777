package io.outrider.reactor.event.outbound.kafka;

import io.outrider.outbox.RecordCodec;
import io.outrider.reactor.event.domain.Event;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Events as records of their topic. */
@ApplicationScoped
public class EventMessages {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final RecordCodec codec;

    EventMessages(RecordCodec codec) {
        this.codec = codec;
    }

    /**
     * Waits until events can be encoded without the schema registry, which takes a moment after the start.
     *
     * @return whether they can
     */
    public boolean awaitReady(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!codec.ready() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return codec.ready();
    }

    /** Returns the record of an event that comes in; its envelope's id is the event's key. */
    public ProducerRecord<String, byte[]> received(
            Event event, String actor, @Nullable String traceparent, Instant now) {
        String id = event.key().toString();
        Envelope envelope = new Envelope(
                id,
                "io.outrider.event.received",
                "/outrider/event-reactor",
                now,
                event.type(),
                actor,
                null,
                id,
                traceparent);
        return new ProducerRecord<>(
                Topic.EVENTS_NAME,
                null,
                event.source() + "/" + event.type(),
                codec.encode(Topic.EVENTS, avro(event)),
                envelope.toHeaders());
    }

    private static io.outrider.schemas.avro.Event avro(Event event) {
        // Not by the builder, which copies and checks each field once more.
        return new io.outrider.schemas.avro.Event(
                event.id(),
                event.source(),
                event.type(),
                event.subject(),
                event.time(),
                event.project(),
                event.extensions(),
                event.data(),
                event.causationDepth(),
                event.receivedAt());
    }
}
