package io.outrider.bench;

import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Sees the ends of jobs on the topic job-events, as anybody outside could: the times include the way through the scheduler's outbox and
 * Kafka, and are thus upper bounds.
 */
final class JobEnds implements AutoCloseable {

    private static final String SUCCEEDED = "io.outrider.job.succeeded";
    private static final Set<String> TERMINAL =
            Set.of(SUCCEEDED, "io.outrider.job.failed", "io.outrider.job.cancelled");

    /** What the end of a job was and when it was seen, by {@link System#nanoTime()}. */
    record End(String type, long nanos) {}

    private final Map<String, End> ends = new ConcurrentHashMap<>();
    private final Api api;
    private volatile boolean closed;

    JobEnds(Stack stack) {
        this.api = stack.api();
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.kafka(), "fetch.min.bytes", 1),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.JOB_EVENTS_NAME).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        Thread.ofPlatform().daemon().name("job-ends").start(() -> read(consumer));
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    String type = Envelope.from(record.headers()).type();
                    if (TERMINAL.contains(type)) {
                        ends.putIfAbsent(record.key(), new End(type, System.nanoTime()));
                    }
                }
            }
        }
    }

    /** Waits for the end of a job; says what the scheduler knows of one that does not come. */
    End await(String job, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            End end = ends.get(job);
            if (end != null) {
                if (!end.type().equals(SUCCEEDED)) {
                    throw new IllegalStateException("Expected job " + job + " to succeed, but the scheduler says "
                            + api.get("scheduler-service", "/jobs/" + job));
                }
                return end;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected to see job " + job + " end within " + limit
                        + ", but the scheduler says " + api.get("scheduler-service", "/jobs/" + job));
            }
            Thread.sleep(Duration.ofNanos(200_000));
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
