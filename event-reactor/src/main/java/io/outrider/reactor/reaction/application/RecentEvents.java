package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.domain.Occurrence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The events that were used last, as many as memory allows; others are found elsewhere. */
final class RecentEvents {

    /** Characters of data; as values they are some times larger. */
    private static final long MAX_DATA = 4L * 1024 * 1024;

    private static final int MAX_EVENTS = 10_000;

    private final Function<UUID, Optional<Occurrence>> elsewhere;
    private final Map<UUID, Occurrence> recent = new LinkedHashMap<>(16, 0.75f, true);
    private long data;

    RecentEvents(Function<UUID, Optional<Occurrence>> elsewhere) {
        this.elsewhere = elsewhere;
    }

    void add(Occurrence occurrence) {
        Occurrence before = recent.put(occurrence.event().key(), occurrence);
        data += size(occurrence) - (before == null ? 0 : size(before));
        while (recent.size() > 1 && (data > MAX_DATA || recent.size() > MAX_EVENTS)) {
            Map.Entry<UUID, Occurrence> eldest = recent.entrySet().iterator().next();
            data -= size(eldest.getValue());
            recent.remove(eldest.getKey());
        }
    }

    Optional<Occurrence> find(UUID key) {
        Occurrence known = recent.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Occurrence> found = elsewhere.apply(key);
        found.ifPresent(this::add);
        return found;
    }

    private static long size(Occurrence occurrence) {
        return occurrence.event().data().length();
    }
}
