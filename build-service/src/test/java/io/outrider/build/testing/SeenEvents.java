package io.outrider.build.testing;

import io.outrider.outbox.Inbox;
import io.outrider.outbox.Received;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.BuildEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The build events that came over Kafka. */
@ApplicationScoped
public class SeenEvents {
    private final List<Received<BuildEvent>> seen = new CopyOnWriteArrayList<>();
    private final Inbox inbox;

    SeenEvents(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("seen-build-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        inbox.receive("test", Topic.BUILD_EVENTS, batch, (tx, records) -> {
            seen.addAll(records);
            return List.of();
        });
    }

    public List<Received<BuildEvent>> of(String build) {
        return seen.stream()
                .filter(event -> event.value().getBuildId().equals(build))
                .toList();
    }

    public List<String> statuses(String build) {
        return of(build).stream().map(event -> event.value().getStatus().name()).toList();
    }
}
