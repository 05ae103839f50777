package io.outrider.outbox;

import io.outrider.schemas.Envelope;
import java.time.Instant;

/**
 * A decoded record.
 *
 * @param envelope its CloudEvents attributes
 * @param key the Kafka key, empty when the record had none
 * @param value the Avro record
 * @param topic where it came from
 * @param partition partition of the topic
 * @param offset offset in the partition
 * @param time when it was put onto the topic: by the broker's clock where the topic says LogAppendTime, otherwise by the sender's
 */
public record Received<T>(
        Envelope envelope, String key, T value, String topic, int partition, long offset, Instant time) {

    /** Returns the same record under another envelope. */
    Received<T> withEnvelope(Envelope other) {
        return new Received<>(other, key, value, topic, partition, offset, time);
    }
}
