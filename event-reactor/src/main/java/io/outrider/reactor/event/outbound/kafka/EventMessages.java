package io.outrider.reactor.event.outbound.kafka;

import io.outrider.outbox.RecordCodec;
import io.outrider.reactor.event.domain.Event;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Events as records of their topic. */
@ApplicationScoped
public class EventMessages {

    private final RecordCodec codec;

    EventMessages(RecordCodec codec) {
        this.codec = codec;
    }

    /** Tells whether events can be encoded without waiting for the schema registry. */
    public boolean ready() {
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
