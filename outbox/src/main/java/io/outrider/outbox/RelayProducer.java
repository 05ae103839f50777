package io.outrider.outbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The Kafka producer of a service: all replicas confirm, order within a partition is kept, a broker that is away is waited for. */
@ApplicationScoped
public class RelayProducer {

    private final KafkaProducer<String, byte[]> producer;

    RelayProducer(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        // Waiting for ever keeps the order: a batch that expired would be overtaken by the next.
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        4 * 1024 * 1024,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        Duration.ofDays(1).toMillis(),
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Sends a message; the callback gets null when the broker has it, from the producer's thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every end
    public void send(ProducerRecord<String, byte[]> message, Consumer<@Nullable Exception> callback) {
        producer.send(message, (metadata, failure) -> callback.accept(failure));
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
