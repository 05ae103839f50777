package io.outrider.outbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The Kafka producer of a service: all replicas confirm, order within a partition is kept, a broker that is away is waited for. */
@ApplicationScoped
public class RelayProducer {

    private final KafkaProducer<String, byte[]> producer;

    RelayProducer(BrokerAccess broker) {
        Map<String, Object> settings = new HashMap<>(broker.settings());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Waiting for ever keeps the order: a batch that expired would be overtaken by the next.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * 1024 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Duration.ofDays(1).toMillis());
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
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
