package io.outrider.gateway;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The scheduler's side of Kafka: sends commands, keeps everything that the gateway says. */
final class Topics implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final AvroKafkaSerializer<SpecificRecord> serializer = new AvroKafkaSerializer<>();
    private final List<SpecificRecord> heard = new CopyOnWriteArrayList<>();
    private final Thread listener;
    private volatile boolean closed;

    Topics(String bootstrapServers, String registryUrl) {
        serializer.configure(
                Map.of(
                        "apicurio.registry.url",
                        registryUrl,
                        "apicurio.registry.auto-register",
                        true,
                        "apicurio.registry.auto-register.if-exists",
                        "FIND_OR_CREATE_VERSION"),
                false);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
        this.listener = Thread.ofPlatform().daemon().start(() -> listen(bootstrapServers, registryUrl));
    }

    <T extends SpecificRecord> void send(Topic<T> topic, String key, T value) {
        Envelope envelope = Envelope.first("io.outrider.test", "/test", Instant.now(), key, "tester");
        try {
            producer.send(new ProducerRecord<>(
                            topic.name(), null, key, serializer.serialize(topic.name(), value), envelope.toHeaders()))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    <T extends SpecificRecord> List<T> heard(Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void listen(String bootstrapServers, String registryUrl) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("group.id", "test-" + UUID.randomUUID());
        properties.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
                var deserializer = new AvroKafkaDeserializer<SpecificRecord>()) {
            deserializer.configure(
                    Map.of("apicurio.registry.url", registryUrl, "apicurio.registry.use-specific-avro-reader", true),
                    false);
            consumer.subscribe(List.of(Topic.TASK_EVENTS_NAME, Topic.TASK_LOGS_NAME, Topic.NODE_EVENTS_NAME));
            while (!closed) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(message -> heard.add(deserializer.deserialize(message.topic(), message.value())));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listener.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        serializer.close();
    }
}
