package io.outrider.template;

import static org.awaitility.Awaitility.await;

import io.outrider.outbox.Inbox;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Received;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.BuildRequest;
import io.outrider.schemas.avro.DeadLetter;
import io.outrider.schemas.avro.TemplateEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Another service, as far as topics go: it listens to what this one says. */
@ApplicationScoped
public class Heard {
    private final Inbox inbox;
    private final List<Received<BuildRequest>> requests = new CopyOnWriteArrayList<>();
    private final List<Received<TemplateEvent>> events = new CopyOnWriteArrayList<>();
    private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

    Heard(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("heard-requests")
    @Blocking
    void requests(ConsumerRecords<String, byte[]> batch) {
        inbox.receiveIdempotent("heard", Topic.BUILD_REQUESTS, batch, (tx, records) -> {
            requests.addAll(records);
            return List.<OutgoingMessage<?>>of();
        });
    }

    @Incoming("heard-events")
    @Blocking
    void events(ConsumerRecords<String, byte[]> batch) {
        inbox.receiveIdempotent("heard", Topic.TEMPLATE_EVENTS, batch, (tx, records) -> {
            events.addAll(records);
            return List.<OutgoingMessage<?>>of();
        });
    }

    @Incoming("heard-letters")
    @Blocking
    void letters(ConsumerRecords<String, byte[]> batch) {
        inbox.receiveIdempotent("heard", Topic.DEAD_LETTERS, batch, (tx, records) -> {
            records.forEach(received -> letters.add(received.value()));
            return List.<OutgoingMessage<?>>of();
        });
    }

    /** Waits for the dead letter of this build's news. */
    DeadLetter letter(String buildId) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> letters.stream()
                                .filter(letter -> StandardCharsets.UTF_8
                                        .decode(letter.getHeaders()
                                                .get("ce_subject")
                                                .duplicate())
                                        .toString()
                                        .equals(buildId))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    /** Returns the envelope that the request of this build came in. */
    Envelope envelope(String buildId) {
        return requests.stream()
                .filter(received -> received.value().getBuildId().equals(buildId))
                .findFirst()
                .orElseThrow()
                .envelope();
    }

    /** Waits for the request of this build. */
    BuildRequest request(String buildId) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> requests.stream()
                                .map(Received::value)
                                .filter(request -> request.getBuildId().equals(buildId))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    /** Waits until so many events of a version were heard, and returns them in their order. */
    List<Received<TemplateEvent>> events(String template, String version, int count) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> events.stream()
                                .filter(event -> event.value().getTemplate().equals(template)
                                        && event.value().getVersion().equals(version))
                                .toList(),
                        found -> found.size() >= count);
    }
}
