package io.outrider.reactor.event.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event with its data as plain Java values, ready for expressions. What it looks like to them is made once, whatever the number of
 * rules. Immutable.
 */
public final class Occurrence {

    /** Characters of data in {@code events}: the oldest are left out where they would be more. */
    private static final int MAX_EVENTS_DATA = EventLimits.MAX_DATA;

    private final Event event;
    private final @Nullable Object data;
    private final long occurrences;
    private final List<Occurrence> events;
    private final Attributes attributes;

    /**
     * An event on its own.
     *
     * @param data maps with text keys, lists, texts, longs, doubles, booleans or null
     */
    public Occurrence(Event event, @Nullable Object data) {
        this(event, data, 1, List.of(), new Attributes());
    }

    private Occurrence(
            Event event, @Nullable Object data, long occurrences, List<Occurrence> events, Attributes attributes) {
        this.event = event;
        this.data = data;
        this.occurrences = occurrences;
        this.events = events;
        this.attributes = attributes;
    }

    /**
     * Returns this event as the newest of a window.
     *
     * @param count of the window's occurrences
     * @param others of its events, oldest first; this one may be the last of them or missing
     */
    public Occurrence counted(long count, List<Occurrence> others) {
        return new Occurrence(event, data, count, List.copyOf(others), attributes);
    }

    public Event event() {
        return event;
    }

    public @Nullable Object data() {
        return data;
    }

    /** Says whether it tells that something is over: its extension {@code status} is {@code resolved}. */
    public boolean isResolved() {
        return "resolved".equals(event.extensions().get("status"));
    }

    /** Returns what label selectors see: the extension attributes, and above them the plain values of {@code data.labels}. */
    public Map<String, String> labels() {
        return attributes.labels(this);
    }

    /** Returns the names that expressions see: {@code event}, and {@code events} that led to it, itself the last of them. */
    public Map<String, Object> variables() {
        Map<String, @Nullable Object> self = context();
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        long room = (long) MAX_EVENTS_DATA - event.data().length();
        for (int i = events.size() - 1; i >= 0 && room >= 0; i--) {
            Occurrence other = events.get(i);
            if (!other.event.key().equals(event.key())) {
                room -= other.event.data().length();
                if (room >= 0) {
                    all.addFirst(other.context());
                }
            }
        }
        all.add(self);
        return Map.of("event", self, "events", all);
    }

    /** Returns what expressions see of the event. */
    public Map<String, @Nullable Object> context() {
        Map<String, @Nullable Object> plain = attributes.context(this);
        if (occurrences == 1) {
            return plain;
        }
        Map<String, @Nullable Object> counted = new HashMap<>(plain);
        count(counted, occurrences);
        return counted;
    }

    private static void count(Map<String, @Nullable Object> context, long occurrences) {
        context.put("occurrences", occurrences);
        // As in the first sketches of the language.
        context.put("occurences", occurrences);
    }

    /** Made when first asked for; made twice, by two threads, it is the same. */
    private static final class Attributes {
        private volatile @Nullable Map<String, String> labels;
        private volatile @Nullable Map<String, @Nullable Object> context;

        Map<String, String> labels(Occurrence of) {
            Map<String, String> made = labels;
            if (made == null) {
                made = Collections.unmodifiableMap(newLabels(of));
                labels = made;
            }
            return made;
        }

        Map<String, @Nullable Object> context(Occurrence of) {
            Map<String, @Nullable Object> made = context;
            if (made == null) {
                made = Collections.unmodifiableMap(newContext(of));
                context = made;
            }
            return made;
        }

        private static Map<String, String> newLabels(Occurrence of) {
            Map<String, String> labels = new HashMap<>(of.event.extensions());
            if (of.data instanceof Map<?, ?> map && map.get("labels") instanceof Map<?, ?> inner) {
                inner.forEach((key, value) -> {
                    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                        labels.put(String.valueOf(key), value.toString());
                    }
                });
            }
            return labels;
        }

        private static Map<String, @Nullable Object> newContext(Occurrence of) {
            Event event = of.event;
            Map<String, @Nullable Object> context = new HashMap<>();
            context.put("id", event.id());
            context.put("name", event.type());
            context.put("type", event.type());
            context.put("source", event.source());
            context.put("subject", event.subject());
            context.put("time", event.time().toString());
            context.put("receivedAt", event.receivedAt().toString());
            context.put("project", event.project());
            context.put("status", of.isResolved() ? "resolved" : "firing");
            context.put("extensions", event.extensions());
            context.put("labels", of.labels());
            context.put("data", of.data);
            count(context, 1);
            return context;
        }
    }
}
