package io.outrider.reactor;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.notation.PlainJson;
import java.time.Instant;
import java.util.Map;

/** Events for tests. */
public final class Events {

    public static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private Events() {}

    public static Occurrence occurrence(String type, String data) {
        Event event =
                new Event("default", "/monitoring", "e-1", type, "web-1", NOW, Map.of("region", "eu"), data, 0, NOW);
        return new Occurrence(event, PlainJson.values(data));
    }
}
