package io.outrider.reactor.event.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.outbound.kafka.EventMessages;
import io.outrider.reactor.event.outbound.kafka.EventTopic;
import io.outrider.rest.ProblemException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Puts events onto their topic and answers when Kafka has all of a request. Whoever is told otherwise sends them again: an event with an id of its
 * sender's is decided once, however often it comes; one without has another id each time.
 */
@Startup
@ApplicationScoped
public class AcceptingEvents {

    private static final Logger LOG = Logger.getLogger(AcceptingEvents.class);

    /** Bytes that wait for Kafka; more would endanger the heap of a small service. */
    static final long MAX_WAITING = 24L * 1024 * 1024;

    /** What the producer and the headers need beside key and value. */
    private static final int OVERHEAD = 512;

    /** For the schema registry, right after the start. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration AWAY = Duration.ofSeconds(5);

    private final EventMessages messages;
    private final EventTopic topic;
    private final Counter received;
    private final AtomicLong waiting = new AtomicLong();

    public AcceptingEvents(EventMessages messages, EventTopic topic, MeterRegistry meters) {
        this.messages = messages;
        this.topic = topic;
        this.received = meters.counter("outrider.events.received");
        meters.gauge("outrider.events.waiting.bytes", waiting);
    }

    /**
     * Accepts the events of one request. May wait for the broker, so not for an event loop.
     *
     * @return completed when Kafka has all of them, on the producer's thread; failed with 503 when it does not take them in time
     * @throws ProblemException (429, 503) when too much waits already, or the schema registry was not heard of yet
     */
    public CompletionStage<List<Accepted>> accept(Submission submission) {
        if (!messages.awaitReady(PATIENCE)) {
            throw ProblemException.unavailable(
                    "Expected the schema registry to know the schema of events, but it did not answer yet", AWAY);
        }
        Instant now = Clock.systemUTC().instant();
        List<ProducerRecord<String, byte[]>> records = submission.events().stream()
                .map(event -> messages.received(event, submission.actor(), submission.traceparent(), now))
                .toList();
        long weight = records.stream().mapToLong(AcceptingEvents::weight).sum();
        if (waiting.addAndGet(weight) > MAX_WAITING) {
            waiting.addAndGet(-weight);
            throw ProblemException.busy("Expected room for more events, but too many wait for Kafka", BUSY);
        }
        return topic.send(records)
                .whenComplete((done, failure) -> waiting.addAndGet(-weight))
                .handle((done, failure) ->
                        failure == null ? confirmed(submission.events()) : refused(records.size(), failure))
                .thenCompose(result -> result);
    }

    private CompletionStage<List<Accepted>> confirmed(List<Event> events) {
        received.increment(events.size());
        List<Accepted> accepted = new ArrayList<>(events.size());
        events.forEach(event -> accepted.add(new Accepted(event.id(), event.source())));
        return CompletableFuture.completedFuture(accepted);
    }

    private static CompletionStage<List<Accepted>> refused(int count, Throwable failure) {
        LOG.warnf("Expected Kafka to take %d events, but %s; the sender is told to come again", count, failure);
        return CompletableFuture.failedFuture(ProblemException.unavailable(
                "Expected Kafka to take all events, but it did not in time; send them again: those with an id are decided once,"
                        + " others twice if it has them already",
                AWAY));
    }

    private static long weight(ProducerRecord<String, byte[]> message) {
        return message.key().length() + (long) message.value().length + OVERHEAD;
    }
}
