package io.outrider.reactor.event.domain;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event with its data as plain Java values, ready for expressions.
 *
 * @param data maps with text keys, lists, texts, longs, doubles, booleans or null
 */
public record Occurrence(Event event, @Nullable Object data) {

    /** Returns what label selectors see: the extension attributes, and above them the plain values of {@code data.labels}. */
    public Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>(event.extensions());
        if (data instanceof Map<?, ?> map && map.get("labels") instanceof Map<?, ?> inner) {
            inner.forEach((key, value) -> {
                if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                    labels.put(String.valueOf(key), value.toString());
                }
            });
        }
        return labels;
    }

    /** Returns what expressions see as {@code event}. */
    public Map<String, @Nullable Object> context() {
        Map<String, @Nullable Object> context = new HashMap<>();
        context.put("id", event.id());
        context.put("name", event.type());
        context.put("type", event.type());
        context.put("source", event.source());
        context.put("subject", event.subject());
        context.put("time", event.time().toString());
        context.put("receivedAt", event.receivedAt().toString());
        context.put("project", event.project());
        context.put("extensions", event.extensions());
        context.put("labels", labels());
        context.put("data", data);
        context.put("occurrences", 1L);
        return context;
    }
}
