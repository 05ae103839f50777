package io.outrider.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the outbox: an encoded message that waits for the relay. */
@Entity
@Table(name = "outbox")
class OutboxEntry {

    // The database counts, one by one: blocks of ids would break the order.
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Nullable
    String topic;

    @Column(name = "key")
    @Nullable
    String key;

    byte @Nullable [] value;

    @Nullable
    String headers;

    /** For Hibernate. */
    OutboxEntry() {}

    OutboxEntry(String topic, String key, byte[] value, String headers) {
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    String topic() {
        return Objects.requireNonNull(topic);
    }

    String key() {
        return Objects.requireNonNull(key);
    }

    byte[] value() {
        return Objects.requireNonNull(value);
    }

    String headers() {
        return Objects.requireNonNull(headers);
    }
}
