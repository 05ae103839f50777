package io.outrider.scheduler.deadletter.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.scheduler.deadletter.application.DeadLetterRows;
import io.outrider.scheduler.deadletter.domain.DeadLetter;
import io.outrider.schemas.Topic;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps dead letters of all services. One that cannot be kept is logged by the inbox, never buried again. */
@ApplicationScoped
class DeadLettersConsumer {

    private final Inbox inbox;
    private final DeadLetterRows rows;

    DeadLettersConsumer(Inbox inbox, DeadLetterRows rows) {
        this.inbox = inbox;
        this.rows = rows;
    }

    @Incoming("dead-letters")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        inbox.receiveIdempotent("dead-letters", Topic.DEAD_LETTERS, batch, (tx, letters) -> {
            rows.keep(
                    tx,
                    letters.stream().map(received -> letter(received.value())).toList());
            return List.of();
        });
    }

    private static DeadLetter letter(io.outrider.schemas.avro.DeadLetter from) {
        return new DeadLetter(
                from.getConsumer(),
                from.getTopic(),
                from.getPartition(),
                from.getOffset(),
                from.getKey(),
                from.getValue(),
                from.getHeaders(),
                from.getReason(),
                from.getAt());
    }
}
