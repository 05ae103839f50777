package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.reaction.domain.FiringLine;
import io.outrider.reactor.reaction.domain.Firings;
import io.outrider.reactor.reaction.domain.KnownJob;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Turns windows that ended into what the API shows. */
final class FiringViews {

    private final Map<UUID, EventName> events;
    private final Map<UUID, List<KnownJob>> jobs;

    FiringViews(Firings found) {
        this.events = found.events().stream().collect(Collectors.toMap(Event::key, FiringViews::name));
        this.jobs = DecisionViews.byFiring(found.jobs());
    }

    FiringView of(FiringLine firing) {
        return DecisionViews.of(firing, events.get(firing.event()), jobs.getOrDefault(firing.id(), List.of()));
    }

    private static EventName name(Event event) {
        return new EventName(event.id(), event.source(), event.type());
    }
}
