package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.event.outbound.postgres.EventEntity;
import io.outrider.reactor.reaction.outbound.postgres.FiringEntity;
import io.outrider.reactor.reaction.outbound.postgres.FiringReads;
import io.outrider.reactor.reaction.outbound.postgres.StartedJobEntity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Turns windows that ended into what the API shows. */
final class FiringViews {

    private final Map<UUID, EventName> events;
    private final Map<UUID, List<StartedJobEntity>> jobs;

    FiringViews(FiringReads.Firings found) {
        this.events = found.events().stream().collect(Collectors.toMap(event -> event.key, FiringViews::name));
        this.jobs = DecisionViews.byFiring(found.jobs());
    }

    FiringView of(FiringEntity firing) {
        return DecisionViews.of(firing, events.get(firing.event), jobs.getOrDefault(firing.id, List.of()));
    }

    private static EventName name(EventEntity event) {
        return new EventName(event.id, event.source, event.type);
    }
}
