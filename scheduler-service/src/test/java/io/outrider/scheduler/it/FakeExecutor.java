package io.outrider.scheduler.it;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.JobEvent;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.NodeStatus;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskLog;
import io.outrider.schemas.avro.TaskStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays an executor over real Kafka: hears task commands, says what it is told to say. Hears what is told of jobs, too. */
final class FakeExecutor implements AutoCloseable {

    private final AvroKafkaSerializer<Object> encoder = new AvroKafkaSerializer<>();
    private final KafkaProducer<String, byte[]> producer;
    private final AvroKafkaDeserializer<SpecificRecord> decoder = new AvroKafkaDeserializer<>();
    private final Map<String, List<TaskCommand>> commands = new ConcurrentHashMap<>();
    private final Map<String, List<JobEvent>> jobEvents = new ConcurrentHashMap<>();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile Consumer<TaskCommand> behaviour = command -> {};
    private volatile boolean running = true;

    FakeExecutor(String kafka, String registry) {
        encoder.configure(
                Map.of(
                        "apicurio.registry.url",
                        registry,
                        "apicurio.registry.auto-register",
                        true,
                        "apicurio.registry.auto-register.if-exists",
                        "FIND_OR_CREATE_VERSION"),
                false);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", 0), new StringSerializer(), new ByteArraySerializer());
        decoder.configure(
                Map.of("apicurio.registry.url", registry, "apicurio.registry.use-specific-avro-reader", true), false);
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "fetch.min.bytes", 1),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        hearFromNowOn(consumer);
        thread = Thread.ofPlatform().daemon().start(() -> listen(consumer));
    }

    /** Other tests' commands are none of this one's business. */
    private static void hearFromNowOn(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = Stream.of(Topic.TASK_COMMANDS_NAME, Topic.JOB_EVENTS_NAME)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private void listen(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (running) {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(100))) {
                    SpecificRecord heard = decoder.deserialize(each.topic(), each.value());
                    if (heard instanceof TaskCommand command) {
                        commands.computeIfAbsent(command.getJobId(), job -> new CopyOnWriteArrayList<>())
                                .add(command);
                        behaviour.accept(command);
                    } else if (heard instanceof JobEvent event) {
                        jobEvents
                                .computeIfAbsent(event.getJobId(), job -> new CopyOnWriteArrayList<>())
                                .add(event);
                    }
                }
            }
        }
    }

    void behave(Consumer<TaskCommand> next) {
        behaviour = next;
    }

    List<TaskCommand> commands(String jobId) {
        return commands.getOrDefault(jobId, List.of());
    }

    List<JobEvent> jobEvents(String jobId) {
        return jobEvents.getOrDefault(jobId, List.of());
    }

    void node(String name, NodeStatus status, int slots, Map<String, String> labels) {
        node(name, status, slots, labels, List.of("process"));
    }

    void node(String name, NodeStatus status, int slots, Map<String, String> labels, List<String> runtimes) {
        Instant now = Instant.now();
        send(
                Topic.NODE_EVENTS,
                name,
                NodeEvent.newBuilder()
                        .setNode(name)
                        .setExecutor("remote")
                        .setStatus(status)
                        .setLabels(labels)
                        .setSlots(slots)
                        .setFreeSlots(slots)
                        .setRuntimes(runtimes)
                        .setLastSeen(now)
                        .setAt(now)
                        .build());
    }

    void say(TaskCommand about, TaskStatus status) {
        send(Topic.TASK_EVENTS, about.getJobId(), event(about, status).build());
    }

    void say(TaskEvent event) {
        send(Topic.TASK_EVENTS, event.getJobId(), event);
    }

    static TaskEvent.Builder event(TaskCommand about, TaskStatus status) {
        boolean started = status != TaskStatus.ACCEPTED && status != TaskStatus.REFUSED;
        return TaskEvent.newBuilder()
                .setTaskId(about.getTaskId())
                .setJobId(about.getJobId())
                .setAttempt(about.getAttempt())
                .setEpoch(about.getEpoch())
                .setNode(about.getNode())
                .setStatus(status)
                .setStartedAt(started ? Instant.now() : null)
                .setExitCode(status == TaskStatus.SUCCEEDED ? Integer.valueOf(0) : null)
                .setAt(Instant.now());
    }

    void log(TaskCommand about, long offset, String text) {
        log(about, offset, text.getBytes(StandardCharsets.UTF_8));
    }

    void log(TaskCommand about, long offset, byte... bytes) {
        send(
                Topic.TASK_LOGS,
                about.getJobId(),
                TaskLog.newBuilder()
                        .setTaskId(about.getTaskId())
                        .setJobId(about.getJobId())
                        .setAttempt(about.getAttempt())
                        .setEpoch(about.getEpoch())
                        .setOffset(offset)
                        .setData(ByteBuffer.wrap(bytes))
                        .setAt(Instant.now())
                        .build());
    }

    <T extends SpecificRecord> void send(Topic<T> topic, String key, T value) {
        Envelope envelope = Envelope.first("io.outrider.test.said", "/outrider/test", Instant.now(), key, "test");
        sendRaw(topic.name(), key, encoded(topic.name(), value), envelope);
    }

    private synchronized byte[] encoded(String topic, Object value) {
        return encoder.serialize(topic, value);
    }

    void sendRaw(String topic, String key, byte[] value, Envelope envelope) {
        Future<?> unused =
                producer.send(new ProducerRecord<>(topic, null, key, value, envelope.toHeaders()), (sent, failure) -> {
                    if (failure != null) {
                        failures.add(failure);
                    }
                });
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.getFirst());
        }
        decoder.close();
        encoder.close();
    }
}
