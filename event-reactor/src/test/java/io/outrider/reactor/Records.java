package io.outrider.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.DeadLetter;
import io.outrider.schemas.avro.JobRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the records of a topic from its start, as another service would. */
final class Records<T extends SpecificRecord> implements AutoCloseable {
    private static final int REGISTRY_HEADER = 5;

    private final KafkaConsumer<String, byte[]> consumer;
    private final SpecificDatumReader<T> reader;
    private final List<T> seen = new ArrayList<>();

    private Records(String topic, Class<T> type) {
        reader = new SpecificDatumReader<>(type);
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
        consumer.subscribe(List.of(topic));
    }

    static Records<JobRequest> jobRequests() {
        return new Records<>(Topic.JOB_REQUESTS_NAME, JobRequest.class);
    }

    static Records<DeadLetter> deadLetters() {
        return new Records<>(Topic.DEAD_LETTERS_NAME, DeadLetter.class);
    }

    /** Waits until there are so many. */
    List<T> of(Predicate<T> wanted, int count) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (matching(wanted).size() < count && System.nanoTime() < end) {
            poll(Duration.ofMillis(200));
        }
        assertThat(matching(wanted)).hasSizeGreaterThanOrEqualTo(count);
        return matching(wanted);
    }

    /** Waits for so long and returns all that there are. */
    List<T> quiet(Predicate<T> wanted, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            poll(Duration.ofMillis(200));
        }
        return matching(wanted);
    }

    private List<T> matching(Predicate<T> wanted) {
        return seen.stream().filter(wanted).toList();
    }

    private void poll(Duration time) {
        consumer.poll(time).forEach(message -> seen.add(decoded(message.value())));
    }

    private T decoded(byte[] bytes) {
        try {
            return reader.read(
                    null,
                    DecoderFactory.get().binaryDecoder(bytes, REGISTRY_HEADER, bytes.length - REGISTRY_HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
