package io.outrider.reactor.event.outbound.kafka;

import io.outrider.outbox.OutgoingMessage;
import io.outrider.reactor.event.domain.Event;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events as Avro for their topic. */
public final class EventMessages {

    private EventMessages() {}

    /** Returns the message of an event that was accepted; its envelope's id is the event's key. */
    public static OutgoingMessage<io.outrider.schemas.avro.Event> received(
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
        return new OutgoingMessage<>(Topic.EVENTS, event.source() + "/" + event.type(), record(event), envelope);
    }

    private static io.outrider.schemas.avro.Event record(Event event) {
        return io.outrider.schemas.avro.Event.newBuilder()
                .setId(event.id())
                .setSource(event.source())
                .setType(event.type())
                .setSubject(event.subject())
                .setTime(event.time())
                .setProject(event.project())
                .setExtensions(event.extensions())
                .setData(event.data())
                .setCausationDepth(event.causationDepth())
                .setReceivedAt(event.receivedAt())
                .build();
    }
}
