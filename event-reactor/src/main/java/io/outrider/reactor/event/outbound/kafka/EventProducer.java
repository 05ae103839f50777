package io.outrider.reactor.event.outbound.kafka;

import io.outrider.outbox.BrokerAccess;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the producer of events. Unlike the outbox's it gives up: its callers wait for an answer and come again.
 */
public final class EventProducer {

    /** For the broker's metadata, before the first record and when they are old. */
    private static final Duration BLOCK = Duration.ofSeconds(3);

    /** With less nothing would be delivered in time. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    /** More than may wait: see AcceptingEvents. */
    private static final long BUFFER = 48L * 1024 * 1024;

    private static final int BATCH = 128 * 1024;
    private static final int LARGEST_RECORD = 4 * 1024 * 1024;

    private EventProducer() {}

    /** Returns what the producer is made of. */
    public static Map<String, Object> configuration(Map<String, Object> broker, Duration deliveryTimeout) {
        if (deliveryTimeout.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("Expected outrider.events.delivery-timeout to be at least " + LEAST
                    + ", but it is " + deliveryTimeout + "; set more, or leave it out for the default");
        }
        int delivery = Math.toIntExact(deliveryTimeout.toMillis());
        Map<String, Object> configuration = new HashMap<>(broker);
        configuration.putAll(Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "event-reactor-events"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(BLOCK.toMillis(), delivery)),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, delivery / 2),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000)));
        return configuration;
    }

    @Produces
    @Singleton
    static Producer<String, byte[]> producer(
            BrokerAccess broker,
            @ConfigProperty(name = "outrider.events.delivery-timeout", defaultValue = "10s") Duration deliveryTimeout) {
        return new KafkaProducer<>(
                configuration(broker.settings(), deliveryTimeout), new StringSerializer(), new ByteArraySerializer());
    }

    static void close(@Disposes Producer<String, byte[]> producer) {
        producer.close(Duration.ofSeconds(2));
    }

    @Produces
    @Singleton
    static EventTopic topic(Producer<String, byte[]> producer) {
        return new EventTopic(producer);
    }
}
