package io.outrider.reactor.webhook.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outrider.reactor.event.application.AcceptingEvents;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.EventLimits;
import io.outrider.reactor.event.inbound.rest.Publishing;
import io.outrider.reactor.event.inbound.rest.ReadingRoom;
import io.outrider.reactor.event.outbound.kafka.EventMessages;
import io.outrider.reactor.event.outbound.kafka.EventTopic;
import io.outrider.rest.ProblemException;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What Alertmanager hears while Kafka, played by its own stand-in for a producer, takes nothing. */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class AlertOverloadTest {

    /** 24 MiB may wait. */
    private static final int MOST_EVENTS = 1_000;

    @Inject
    EventMessages messages;

    @Test
    void shouldTellAlertmanagerToComeAgainWhenTooMuchWaits() throws Exception {
        assertThat(messages.awaitReady(Duration.ofSeconds(20))).isTrue();
        MockProducer<String, byte[]> producer =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        Publishing publishing =
                new Publishing(new AcceptingEvents(messages, new EventTopic(producer), new SimpleMeterRegistry()));
        AlertResource resource = new AlertResource(publishing, new ReadingRoom(), new SimpleMeterRegistry());

        fill(publishing);

        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> resource.receive(
                        AlertSource.ALERTMANAGER,
                        group().getBytes(StandardCharsets.UTF_8),
                        "default",
                        null,
                        "ann",
                        Map.of()));

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.retryAfter()).isPositive();
        assertThat(problem.detail()).contains("too many wait for Kafka");
    }

    /** Has so much wait that not even one more large event fits. */
    private static void fill(Publishing publishing) {
        String large = "\"" + "x".repeat(EventLimits.MAX_DATA - 2) + "\"";
        ThrowingCallable publish = () -> {
            for (int i = 0; i < MOST_EVENTS; i++) {
                Uni<?> unused = publishing.accept(List.of(event(i, large)), "ann", Map.of());
            }
        };
        assertThatThrownBy(publish).isInstanceOf(ProblemException.class);
    }

    private static Event event(int number, String data) {
        Instant now = Instant.now();
        return new Event("default", "/m", "event-" + number, "t", null, now, Map.of(), data, 0, now);
    }

    /** As large as a large event. */
    private static String group() {
        return Alerts.group(
                "DiskFull",
                IntStream.range(0, 500)
                        .mapToObj(i -> Alerts.firing("host-" + i))
                        .collect(Collectors.joining(",")));
    }
}
