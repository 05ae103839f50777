package io.outrider.reactor.event.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Received;
import io.outrider.reactor.reaction.application.Arrival;
import io.outrider.reactor.reaction.application.DecidingEvents;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.Event;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes events from their topic and has them decided, a batch in one transaction. Idempotent by the event's own key, not by the
 * record's id: a topic that is read again from the start starts nothing again.
 */
@ApplicationScoped
class EventConsumer {

    private final Inbox inbox;
    private final DecidingEvents deciding;

    EventConsumer(Inbox inbox, DecidingEvents deciding) {
        this.inbox = inbox;
        this.deciding = deciding;
    }

    @Incoming("events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        inbox.receiveIdempotent("event-reactor", Topic.EVENTS, batch, this::handle);
    }

    private List<OutgoingMessage<?>> handle(OpenTransaction transaction, List<Received<Event>> records) {
        Instant now = Clock.systemUTC().instant();
        List<Arrival> arrivals = records.stream()
                .map(record ->
                        new Arrival(EventRecords.occurrence(record.value(), record.time(), now), record.envelope()))
                .toList();
        return deciding.decide(transaction, arrivals);
    }
}
