package io.outrider.reactor.webhook.application;

import io.outrider.reactor.event.domain.EventLimits;
import io.outrider.reactor.notation.PlainJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a mapping came to, as attributes of an event; what does not fit is told. */
final class EventAttributes {

    private static final List<String> STATUS = List.of("firing", "resolved");

    /** A larger number is one of milliseconds: as seconds it would be after the year 5000. */
    private static final long LARGEST_SECONDS = 100_000_000_000L;

    private final Map<String, @Nullable Object> filled;
    private final BiConsumer<String, String> error;

    EventAttributes(Map<String, @Nullable Object> filled, BiConsumer<String, String> error) {
        this.filled = filled;
        this.error = error;
    }

    /** Returns a text; what is not there or empty is the other. */
    String text(String name, String otherwise) {
        String text = optional(name);
        return text == null ? otherwise : text;
    }

    String id() {
        String id = optional("id");
        return id == null ? UUID.randomUUID().toString() : id;
    }

    @Nullable
    String subject() {
        return optional("subject");
    }

    Instant time(Instant now) {
        String text = optional("time");
        if (text == null) {
            return now;
        }
        try {
            if (text.matches("\\d{1,15}")) {
                long number = Long.parseLong(text);
                return number < LARGEST_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
            }
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            error.accept(
                    "time",
                    "Expected an RFC 3339 time such as 2026-01-31T12:00:00Z or seconds since 1970, but was another text");
            return now;
        }
    }

    Map<String, String> extensions() {
        String status = optional("status");
        if (status == null) {
            return Map.of();
        }
        if (!STATUS.contains(status)) {
            error.accept("status", "Expected firing or resolved, but was another text");
        }
        return Map.of("status", status);
    }

    String data() {
        Object data = filled.get("data");
        if (depth(data) > EventLimits.MAX_DEPTH) {
            error.accept("data", "Expected at most " + EventLimits.MAX_DEPTH + " levels, but it nests deeper");
            return "null";
        }
        return PlainJson.text(data);
    }

    private @Nullable String optional(String name) {
        Object value = filled.get(name);
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            error.accept(name, "Expected a text, but was an object or a list");
            return null;
        }
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? null : text;
    }

    private static int depth(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return 1
                    + map.values().stream()
                            .mapToInt(EventAttributes::depth)
                            .max()
                            .orElse(0);
        }
        if (value instanceof List<?> list) {
            return 1 + list.stream().mapToInt(EventAttributes::depth).max().orElse(0);
        }
        return 0;
    }
}
