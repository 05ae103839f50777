package io.outrider.outbox;

import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Turns a Kafka record into an envelope and a value, or into the reason why that is impossible. Waits while the registry is away, until interrupted. */
@ApplicationScoped
public class RecordDecoder {

    private static final Logger LOG = Logger.getLogger(RecordDecoder.class);

    private final RecordCodec codec;

    RecordDecoder(RecordCodec codec) {
        this.codec = codec;
    }

    /** What became of a record. */
    public sealed interface Result<T> {}

    /** It can be read. */
    public record Decoded<T>(Received<T> received) implements Result<T> {}

    /** It cannot, for this reason. */
    public record Undecodable<T>(String reason) implements Result<T> {}

    /** Reads a record; returns once that is certain. */
    public <T extends SpecificRecord> Result<T> decode(Topic<T> topic, ConsumerRecord<String, byte[]> raw) {
        if (raw.value() == null) {
            return new Undecodable<>("Expected a value, but the record has none");
        }
        for (int attempt = 0; ; attempt++) {
            try {
                Envelope envelope = Envelope.from(raw.headers());
                T value = codec.decode(topic, raw.value());
                String key = raw.key() == null ? "" : raw.key();
                Instant time = Instant.ofEpochMilli(raw.timestamp());
                return new Decoded<>(
                        new Received<>(envelope, key, value, raw.topic(), raw.partition(), raw.offset(), time));
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                if (!(e instanceof RegistryCall.UnansweredException) && codec.registryAnswers()) {
                    return new Undecodable<>(
                            "Expected " + topic.type().getSimpleName() + ", but " + Failures.reason(e));
                }
                LOG.warnf("Expected to read a schema for %s, but %s; trying again", topic.name(), Failures.reason(e));
                Pause.exponential(attempt, Duration.ofMillis(200), Duration.ofSeconds(5));
            }
        }
    }
}
