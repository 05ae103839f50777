package io.outrider.reactor.event.outbound.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.StoredEvent;
import io.outrider.reactor.notation.PlainJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An event for reading; {@link EventTable} writes. */
@Entity
@Immutable
@Table(name = "event")
public class EventEntity {

    @Id
    @Column(name = "event_key")
    public UUID key = new UUID(0, 0);

    public long seq;
    public String project = "";
    public String source = "";
    public String id = "";
    public String type = "";
    public @Nullable String subject;
    public Instant time = Instant.EPOCH;
    public String extensions = "{}";
    public String data = "null";

    @Column(name = "causation_depth")
    public int causationDepth;

    @Column(name = "received_at")
    public Instant receivedAt = Instant.EPOCH;

    @Column(name = "decided_at")
    public @Nullable Instant decidedAt;

    /** Returns it as a value. */
    public Event event() {
        return new Event(
                project, source, id, type, subject, time, extensions(extensions), data, causationDepth, receivedAt);
    }

    StoredEvent stored() {
        return new StoredEvent(seq, event(), decidedAt);
    }

    static Map<String, String> extensions(String json) {
        try {
            Map<String, String> extensions = new HashMap<>();
            PlainJson.tree(json)
                    .properties()
                    .forEach(extension -> extensions.put(
                            extension.getKey(), extension.getValue().asText()));
            return extensions;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Expected the extensions of a stored event to be JSON, but they are not", e);
        }
    }
}
