package io.outrider.reactor.event.outbound.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.schemas.Topic;
import io.outrider.stack.process.FreePorts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EventTopicTest {

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());

    @Test
    void shouldRefuseToDeliverInNoTime() {
        assertThatThrownBy(() -> EventProducer.configuration(Map.of(), Duration.ZERO))
                .hasMessageStartingWith(
                        "Expected outrider.events.delivery-timeout to be at least PT1S, but it is PT0S");
    }

    @Test
    void shouldAnswerWhenAllAreConfirmed() {
        CompletableFuture<Void> sent =
                new EventTopic(producer).send(records("a", "b")).toCompletableFuture();

        producer.completeNext();
        assertThat(sent).isNotDone();
        producer.completeNext();

        assertThat(sent).isCompleted();
        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("a", "b");
    }

    @Test
    void shouldFailWhenOneIsNotConfirmed() {
        CompletableFuture<Void> sent =
                new EventTopic(producer).send(records("a", "b", "c")).toCompletableFuture();

        producer.completeNext();
        producer.errorNext(new TimeoutException("away"));
        producer.completeNext();

        assertThat(sent).isCompletedExceptionally();
    }

    @Test
    void shouldAnswerToNothingAtOnce() {
        assertThat(new EventTopic(producer).send(List.of()).toCompletableFuture())
                .isCompleted();
    }

    @Test
    void shouldGiveUpWhenThereIsNoBroker() {
        int nobody = new FreePorts().any();
        try (KafkaProducer<String, byte[]> away = new KafkaProducer<>(
                EventProducer.configuration(Map.of("bootstrap.servers", "127.0.0.1:" + nobody), Duration.ofSeconds(2)),
                new StringSerializer(),
                new ByteArraySerializer())) {
            long begin = System.nanoTime();

            // The first waits for the broker, the others do not wait for as long again.
            CompletableFuture<Void> sent = new EventTopic(away)
                    .send(records("a", "b", "c", "d", "e", "f", "g", "h"))
                    .toCompletableFuture();

            assertThatThrownBy(() -> sent.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        }
    }

    private static List<ProducerRecord<String, byte[]>> records(String... keys) {
        return Stream.of(keys)
                .map(key -> new ProducerRecord<>(Topic.EVENTS_NAME, key, key.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
