package io.outrider.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.JobRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads job requests from their topic, as the scheduler would. */
final class JobRequests implements AutoCloseable {
    private static final int REGISTRY_HEADER = 5;

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<JobRequest> seen = new ArrayList<>();

    JobRequests() {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topic.JOB_REQUESTS_NAME));
    }

    /** Waits until the reaction has started so many jobs. */
    List<JobRequest> of(String reaction, int count) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (matching(reaction).size() < count && System.nanoTime() < end) {
            poll(Duration.ofMillis(200));
        }
        assertThat(matching(reaction)).hasSizeGreaterThanOrEqualTo(count);
        return matching(reaction);
    }

    /** Waits for so long and returns all jobs that the reaction has started. */
    List<JobRequest> quiet(String reaction, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            poll(Duration.ofMillis(200));
        }
        return matching(reaction);
    }

    private List<JobRequest> matching(String reaction) {
        return seen.stream()
                .filter(request -> reaction.equals(request.getReaction()))
                .toList();
    }

    private void poll(Duration time) {
        consumer.poll(time).forEach(message -> seen.add(decoded(message.value())));
    }

    private static JobRequest decoded(byte[] bytes) {
        try {
            return new SpecificDatumReader<>(JobRequest.class)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(bytes, REGISTRY_HEADER, bytes.length - REGISTRY_HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
