package io.outrider.outbox;

import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A message to publish once the transaction that causes it has been committed.
 *
 * @param topic where to
 * @param key records with the same key stay in order
 * @param value the record
 * @param envelope what the record says of itself; its id is what consumers deduplicate by
 */
public record OutgoingMessage<T extends SpecificRecord>(Topic<T> topic, String key, T value, Envelope envelope) {

    /** Returns the same message in the given trace. */
    public OutgoingMessage<T> inTrace(@Nullable String traceparent) {
        return new OutgoingMessage<>(topic, key, value, envelope.withTraceparent(traceparent));
    }
}
