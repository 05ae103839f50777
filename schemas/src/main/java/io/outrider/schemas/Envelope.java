package io.outrider.schemas;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What every record says of itself, as Kafka headers: the CloudEvents 1.0 attributes in the Kafka binding's binary mode
 * ({@code ce_…}), and the W3C {@code traceparent}.
 *
 * @param id unique for ever; consumers deduplicate by it
 * @param type what happened, for example {@code io.outrider.job.submitted}
 * @param source the service that says so, for example {@code /outrider/scheduler-service}
 * @param time when it was said
 * @param subject what it is about: a job id, a template, a node
 * @param actor who caused it: a user, {@code agent/<node>} or {@code reaction/<name>}
 * @param causationId id of the message that this one answers; null at the beginning of a chain
 * @param correlationId the same on all messages of one chain
 * @param traceparent W3C trace context; null when nothing is traced
 */
public record Envelope(
        String id,
        String type,
        String source,
        Instant time,
        String subject,
        String actor,
        @Nullable String causationId,
        String correlationId,
        @Nullable String traceparent) {

    /** Begins a chain: a new id that is its own correlation. */
    public static Envelope first(String type, String source, Instant time, String subject, String actor) {
        String id = UUID.randomUUID().toString();
        return new Envelope(id, type, source, time, subject, actor, null, id, null);
    }

    /** Continues a chain: a new id, caused by this message, with its actor, correlation and trace. */
    public Envelope next(String nextType, String nextSource, Instant now, String nextSubject) {
        return new Envelope(
                UUID.randomUUID().toString(),
                nextType,
                nextSource,
                now,
                nextSubject,
                actor,
                id,
                correlationId,
                traceparent);
    }

    /** Returns this envelope in the given trace. */
    public Envelope withTraceparent(@Nullable String value) {
        return new Envelope(id, type, source, time, subject, actor, causationId, correlationId, value);
    }

    /** Returns the Kafka headers of this envelope. */
    public Headers toHeaders() {
        Headers headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", id);
        put(headers, "ce_type", type);
        put(headers, "ce_source", source);
        put(headers, "ce_time", time.toString());
        put(headers, "ce_subject", subject);
        put(headers, "ce_actor", actor);
        put(headers, "ce_causationid", causationId);
        put(headers, "ce_correlationid", correlationId);
        put(headers, "traceparent", traceparent);
        return headers;
    }

    /**
     * Reads an envelope from Kafka headers.
     *
     * @throws IllegalArgumentException naming the header, when one is missing or malformed
     */
    public static Envelope from(Headers headers) {
        String id = required(headers, "ce_id");
        String correlation = get(headers, "ce_correlationid");
        return new Envelope(
                id,
                required(headers, "ce_type"),
                required(headers, "ce_source"),
                time(required(headers, "ce_time")),
                orEmpty(get(headers, "ce_subject")),
                orEmpty(get(headers, "ce_actor")),
                get(headers, "ce_causationid"),
                correlation == null ? id : correlation,
                get(headers, "traceparent"));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Expected header ce_time to be an RFC 3339 time, but was " + text, e);
        }
    }

    private static String required(Headers headers, String name) {
        String value = get(headers, name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Expected header " + name + " to be set, but it is missing");
        }
        return value;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
