package io.outrider.reactor.webhook.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outrider.reactor.event.application.AcceptingEvents;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.inbound.rest.Publishing;
import io.outrider.reactor.event.outbound.kafka.EventMessages;
import io.outrider.reactor.event.outbound.kafka.EventTopic;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.rest.ProblemException;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import org.junit.jupiter.api.Test;

/** What Alertmanager hears while Kafka, played by its own stand-in for a producer, takes nothing. */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class AlertOverloadTest {

    // Each of 500 alerts is an event of about 1 KiB, and 24 MiB may wait.
    private static final int GROUPS = 100;

    @Inject
    EventMessages messages;

    @Test
    void shouldTellAlertmanagerToComeAgainWhenTooMuchWaits() throws Exception {
        assertThat(messages.awaitReady(Duration.ofSeconds(20))).isTrue();
        MockProducer<String, byte[]> producer =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        AlertResource resource = new AlertResource(
                new Publishing(new AcceptingEvents(messages, new EventTopic(producer), new SimpleMeterRegistry())),
                new SimpleMeterRegistry());

        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> {
            for (int i = 0; i < GROUPS; i++) {
                resource.publish(group(i), "ann", Map.of());
            }
        });

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.retryAfter()).isPositive();
        assertThat(problem.detail()).contains("too many wait for Kafka");
    }

    private static List<Event> group(int number) throws JsonProcessingException {
        String alerts = IntStream.range(0, 500)
                .mapToObj(i -> Alerts.firing("host-" + number + "-" + i))
                .collect(Collectors.joining(","));
        return AlertReader.read(
                        PlainJson.tree(Alerts.group("DiskFull", alerts).getBytes(StandardCharsets.UTF_8)),
                        AlertSource.ALERTMANAGER,
                        "default",
                        null,
                        Instant.now())
                .events();
    }
}
