package io.outrider.reactor.event.inbound.rest;

import io.outrider.reactor.event.application.ReadingEvents;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.StoredEvent;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.application.PassingOver;
import io.outrider.reactor.reaction.domain.KnownJob;
import io.outrider.reactor.reaction.inbound.rest.DecisionView;
import io.outrider.reactor.reaction.inbound.rest.DecisionViews;
import io.outrider.reactor.reaction.inbound.rest.PassedView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns stored events into what the API shows. */
final class EventViews {

    private EventViews() {}

    /** For lists: without data and decisions. */
    static EventView brief(StoredEvent stored) {
        return view(stored, null, null, null, null);
    }

    static EventView full(ReadingEvents.Detailed detailed) {
        return view(
                detailed.event(),
                detailed.event().event().data(),
                DecisionViews.of(detailed.log(), detailed.open()),
                detailed.passed(),
                detailed.log().jobs().stream().map(KnownJob::job).toList());
    }

    private static EventView view(
            StoredEvent stored,
            @Nullable String data,
            @Nullable List<DecisionView> decisions,
            PassingOver.@Nullable All passed,
            @Nullable List<UUID> jobs) {
        Event event = stored.event();
        return new EventView(
                event.id(),
                event.source(),
                event.type(),
                event.subject(),
                event.time(),
                event.project(),
                PlainJson.text(event.extensions()),
                data,
                event.causationDepth(),
                event.receivedAt(),
                stored.decidedAt(),
                decisions,
                passed == null
                        ? null
                        : passed.passed().stream().map(PassedView::of).toList(),
                passed == null ? null : passed.cut(),
                jobs);
    }
}
