package io.outrider.contract;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskLog;
import io.outrider.stack.infrastructure.Endpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
import org.jspecify.annotations.Nullable;

/** The scheduler's side of Kafka: sends commands, keeps everything that executors say. */
public final class Wire implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final AvroKafkaSerializer<SpecificRecord> serializer = new AvroKafkaSerializer<>();
    private final List<TaskEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, TaskEvent> eventsById = new ConcurrentHashMap<>();
    private final List<String> contradictions = new CopyOnWriteArrayList<>();
    private final List<TaskLog> logs = new CopyOnWriteArrayList<>();
    private final List<NodeEvent> nodes = new CopyOnWriteArrayList<>();
    private final Thread listener;
    private volatile boolean closed;

    public Wire(Endpoints endpoints) {
        serializer.configure(
                Map.of(
                        "apicurio.registry.url",
                        endpoints.registryUrl(),
                        "apicurio.registry.auto-register",
                        true,
                        "apicurio.registry.auto-register.if-exists",
                        "FIND_OR_CREATE_VERSION"),
                false);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", endpoints.kafka(), "linger.ms", 0, "max.request.size", 4 * 1024 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
        this.listener = Thread.ofPlatform().daemon().start(() -> listen(endpoints));
    }

    /** Sends a command as the scheduler does, keyed by its node; returns when Kafka has it. */
    void send(TaskCommand command) {
        send(command, null);
    }

    /** The same, in a trace. */
    void send(TaskCommand command, @Nullable String traceparent) {
        Envelope envelope = Envelope.first(
                        "io.outrider.task.commanded", "/outrider/test", Instant.now(), command.getTaskId(), "tester")
                .withTraceparent(traceparent);
        try {
            producer.send(new ProducerRecord<>(
                            Topic.TASK_COMMANDS_NAME,
                            null,
                            command.getNode(),
                            serializer.serialize(Topic.TASK_COMMANDS_NAME, command),
                            envelope.toHeaders()))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("Expected Kafka to take a command, but it did not", e);
        }
    }

    List<TaskEvent> events(String task) {
        return events.stream().filter(event -> event.getTaskId().equals(task)).toList();
    }

    /** Pairs of events under one id that say different things. */
    List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    List<TaskLog> logs(String task) {
        return logs.stream().filter(log -> log.getTaskId().equals(task)).toList();
    }

    List<NodeEvent> nodes(String node) {
        return nodes.stream().filter(event -> event.getNode().equals(node)).toList();
    }

    private void listen(Endpoints endpoints) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", endpoints.kafka());
        properties.put("group.id", "contract-" + UUID.randomUUID());
        properties.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
                var deserializer = new AvroKafkaDeserializer<SpecificRecord>()) {
            deserializer.configure(
                    Map.of(
                            "apicurio.registry.url",
                            endpoints.registryUrl(),
                            "apicurio.registry.use-specific-avro-reader",
                            true),
                    false);
            consumer.subscribe(List.of(Topic.TASK_EVENTS_NAME, Topic.TASK_LOGS_NAME, Topic.NODE_EVENTS_NAME));
            while (!closed) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(message -> keep(
                                Envelope.from(message.headers()).id(),
                                deserializer.deserialize(message.topic(), message.value())));
            }
        }
    }

    private void keep(String id, SpecificRecord record) {
        switch (record) {
            case TaskEvent event -> keep(id, event);
            case TaskLog log -> logs.add(log);
            case NodeEvent node -> nodes.add(node);
            default -> throw new IllegalStateException("Expected a record of the three topics, but got " + record);
        }
    }

    /** An event that comes again, under the id that it had, counts once, as in the scheduler's inbox; it has to say the same. */
    private void keep(String id, TaskEvent event) {
        TaskEvent before = eventsById.putIfAbsent(id, event);
        if (before == null) {
            events.add(event);
        } else if (before.getStatus() != event.getStatus()
                || !Objects.equals(before.getExitCode(), event.getExitCode())
                || !Objects.equals(before.getOutputs(), event.getOutputs())) {
            contradictions.add(before + " and, under the same id, " + event);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listener.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        serializer.close();
    }
}
