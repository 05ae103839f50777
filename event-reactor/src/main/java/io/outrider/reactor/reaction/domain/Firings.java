package io.outrider.reactor.reaction.domain;

import io.outrider.reactor.event.domain.Event;
import java.util.List;

/** Firings with the newest event of each, as far as it is kept, and their jobs. */
public record Firings(List<FiringLine> firings, List<Event> events, List<KnownJob> jobs) {

    public Firings {
        firings = List.copyOf(firings);
        events = List.copyOf(events);
        jobs = List.copyOf(jobs);
    }
}
