package io.outrider.reactor.event.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.outbound.kafka.EventMessages;
import io.outrider.reactor.event.outbound.kafka.EventTopic;
import io.outrider.rest.ProblemException;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sender hears when Kafka is slow or away. The broker's part is played by Kafka's own stand-in for a producer. */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class AcceptingEventsTest {

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());

    @Inject
    EventMessages messages;

    private AcceptingEvents accepting;

    @BeforeEach
    void start() {
        assertThat(messages.awaitReady(Duration.ofSeconds(20))).isTrue();
        accepting = new AcceptingEvents(messages, new EventTopic(producer), new SimpleMeterRegistry());
    }

    @Test
    void shouldAnswerWhenKafkaHasAll() {
        CompletableFuture<List<Accepted>> answer =
                accepting.accept(of(event("a"), event("b"))).toCompletableFuture();

        producer.completeNext();
        assertThat(answer).isNotDone();
        producer.completeNext();

        assertThat(answer.join()).containsExactly(new Accepted("a", "/monitoring"), new Accepted("b", "/monitoring"));
    }

    @Test
    void shouldSayThatKafkaIsAwayWhenItHasOnlySome() {
        CompletableFuture<List<Accepted>> answer =
                accepting.accept(of(event("a"), event("b"))).toCompletableFuture();

        producer.completeNext();
        producer.errorNext(new TimeoutException("away"));

        CompletionException failure = catchThrowableOfType(CompletionException.class, answer::join);
        assertThat(failure).hasMessageContaining("those with an id are decided once, others twice");
        assertThat(failure.getCause())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(503))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.retryAfter()).isNotNull());
    }

    @Test
    void shouldRefuseWhenTooMuchWaitsAndTakeMoreAfterwards() {
        Event large = large();
        int room = (int) (AcceptingEvents.MAX_WAITING / large.data().length());
        List<CompletableFuture<List<Accepted>>> answers = new ArrayList<>();

        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> {
            for (int i = 0; i <= room; i++) {
                answers.add(accepting.accept(of(large)).toCompletableFuture());
            }
        });

        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.retryAfter()).isNotNull();
        assertThat(answers).hasSizeGreaterThan(room / 2);
        producer.completeNext();
        assertThat(accepting.accept(of(large)).toCompletableFuture()).isNotDone();
        assertThat(answers.getFirst()).isCompleted();
    }

    private static Submission of(Event... events) {
        return new Submission(List.of(events), "ann", null);
    }

    private static Event event(String id) {
        return with(id, "{}");
    }

    private static Event large() {
        return with("large", "\"" + String.join("", Collections.nCopies(250_000, "x")) + "\"");
    }

    private static Event with(String id, String data) {
        Event event = Events.occurrence("disk/full", data).event();
        return new Event(
                event.project(),
                event.source(),
                id,
                event.type(),
                event.subject(),
                event.time(),
                event.extensions(),
                event.data(),
                event.causationDepth(),
                event.receivedAt());
    }
}
