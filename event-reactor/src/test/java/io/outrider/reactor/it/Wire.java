package io.outrider.reactor.it;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.outrider.reactor.event.domain.StableId;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.Event;
import io.outrider.schemas.avro.JobEvent;
import io.outrider.schemas.avro.JobRequest;
import io.outrider.schemas.avro.JobStatus;
import io.outrider.stack.infrastructure.Endpoints;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays everybody else over real Kafka: says events, hears job requests, and lets every job end well at once. */
final class Wire implements AutoCloseable {

    private final AvroKafkaSerializer<Object> encoder = new AvroKafkaSerializer<>();
    private final AvroKafkaDeserializer<JobRequest> decoder = new AvroKafkaDeserializer<>();
    private final KafkaProducer<String, byte[]> producer;
    private final Set<String> jobs = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean running = true;

    Wire(Endpoints endpoints) {
        String registry = endpoints.registryUrl();
        encoder.configure(
                Map.of(
                        "apicurio.registry.url",
                        registry,
                        "apicurio.registry.auto-register",
                        true,
                        "apicurio.registry.auto-register.if-exists",
                        "FIND_OR_CREATE_VERSION"),
                false);
        decoder.configure(
                Map.of("apicurio.registry.url", registry, "apicurio.registry.use-specific-avro-reader", true), false);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", endpoints.kafka(), "acks", "all", "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
        KafkaConsumer<String, byte[]> consumer = Topics.consumer(endpoints, Topic.JOB_REQUESTS_NAME);
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        thread = Thread.ofPlatform().daemon().start(() -> listen(consumer));
    }

    /** Returns the ids of all jobs that were asked for. */
    Set<String> jobs() {
        return Set.copyOf(jobs);
    }

    /** Returns how often jobs were asked for, repetitions included. */
    long requests() {
        return requests.get();
    }

    /**
     * An event that was said.
     *
     * @param at when the server is told to have received it
     * @param kept when the broker had it
     */
    record Said(UUID key, String type, String group, boolean resolved, Instant at, CompletableFuture<Instant> kept) {}

    /** Says that something happened in a group. Those of a group stay in order. */
    Said event(String type, String group, String id) {
        return event(type, group, id, false);
    }

    /** Says that something happened in a group, or is over. */
    Said event(String type, String group, String id, boolean resolved) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Event event = Event.newBuilder()
                .setId(id)
                .setSource("/it")
                .setType(type)
                .setTime(now)
                .setData("{\"group\":\"" + group + "\",\"value\":5,\"labels\":{\"shard\":\"s" + group.substring(1)
                        + "\"}}")
                .setReceivedAt(now)
                .setExtensions(resolved ? Map.of("status", "resolved") : Map.of())
                .build();
        UUID key = StableId.of("event", event.getProject(), event.getSource(), id);
        return new Said(key, type, group, resolved, now, send(Topic.EVENTS, group, event));
    }

    /** Waits until the broker has it all. */
    void flush() {
        producer.flush();
    }

    private void listen(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (running) {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(50))) {
                    JobRequest request = decoder.deserialize(Topic.JOB_REQUESTS_NAME, each.value());
                    requests.incrementAndGet();
                    if (jobs.add(request.getJobId())) {
                        end(request);
                    }
                }
            }
        }
    }

    private void end(JobRequest request) {
        JobEvent event = JobEvent.newBuilder()
                .setJobId(request.getJobId())
                .setProject(request.getProject())
                .setStatus(JobStatus.SUCCEEDED)
                .setTemplate(request.getTemplate())
                .setMethod(request.getMethod())
                .setReaction(request.getReaction())
                .setCausationDepth(request.getCausationDepth())
                .setAt(Instant.now())
                .build();
        CompletableFuture<Instant> unused = send(Topic.JOB_EVENTS, request.getJobId(), event);
    }

    private <T extends SpecificRecord> CompletableFuture<Instant> send(Topic<T> topic, String key, T value) {
        Envelope envelope = Envelope.first("io.outrider.test.said", "/it", Instant.now(), key, "test");
        CompletableFuture<Instant> kept = new CompletableFuture<>();
        Future<?> unused = producer.send(
                new ProducerRecord<>(topic.name(), null, key, encoded(topic.name(), value), envelope.toHeaders()),
                (sent, failure) -> {
                    if (failure != null) {
                        failures.add(failure);
                        kept.completeExceptionally(failure);
                    }
                    kept.complete(Instant.now());
                });
        return kept;
    }

    private synchronized byte[] encoded(String topic, Object value) {
        return encoder.serialize(topic, value);
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
        decoder.close();
        encoder.close();
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.getFirst());
        }
    }
}
