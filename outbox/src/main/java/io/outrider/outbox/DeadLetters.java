package io.outrider.outbox;

import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes the dead letter of a record: all its bytes, where it stood, and why it was given up. */
final class DeadLetters {

    private DeadLetters() {}

    /** The id depends on the place and the consumer only, so that a record given up twice is one dead letter. */
    static OutgoingMessage<DeadLetter> of(
            String consumer, ConsumerRecord<String, byte[]> raw, String reason, Instant now) {
        String place = raw.topic() + "/" + raw.partition() + "/" + raw.offset();
        String id = UUID.nameUUIDFromBytes((consumer + "/" + place).getBytes(StandardCharsets.UTF_8))
                .toString();
        Map<String, ByteBuffer> headers = new HashMap<>();
        raw.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), ByteBuffer.wrap(header.value()));
            }
        });
        DeadLetter letter = DeadLetter.newBuilder()
                .setConsumer(consumer)
                .setTopic(raw.topic())
                .setPartition(raw.partition())
                .setOffset(raw.offset())
                .setKey(raw.key() == null ? null : ByteBuffer.wrap(raw.key().getBytes(StandardCharsets.UTF_8)))
                .setValue(raw.value() == null ? null : ByteBuffer.wrap(raw.value()))
                .setHeaders(headers)
                .setReason(reason)
                .setAt(now)
                .build();
        Envelope envelope = new Envelope(
                id, "io.outrider.record.given-up", "/outrider/" + consumer, now, place, consumer, null, id, null);
        return new OutgoingMessage<>(Topic.DEAD_LETTERS, place, letter, envelope);
    }
}
