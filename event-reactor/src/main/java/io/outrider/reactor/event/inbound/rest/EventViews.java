package io.outrider.reactor.event.inbound.rest;

import io.outrider.reactor.event.application.ReadingEvents;
import io.outrider.reactor.event.outbound.postgres.EventEntity;
import io.outrider.reactor.reaction.application.PassingOver;
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
    static EventView brief(EventEntity event) {
        return view(event, null, null, null, null);
    }

    static EventView full(ReadingEvents.Detailed detailed) {
        return view(
                detailed.event(),
                detailed.event().data,
                DecisionViews.of(detailed.log()),
                detailed.passed(),
                detailed.log().jobs().stream().map(job -> job.job).toList());
    }

    private static EventView view(
            EventEntity event,
            @Nullable String data,
            @Nullable List<DecisionView> decisions,
            PassingOver.@Nullable All passed,
            @Nullable List<UUID> jobs) {
        return new EventView(
                event.id,
                event.source,
                event.type,
                event.subject,
                event.time,
                event.project,
                event.extensions,
                data,
                event.causationDepth,
                event.receivedAt,
                event.decidedAt,
                decisions,
                passed == null
                        ? null
                        : passed.passed().stream().map(PassedView::of).toList(),
                passed == null ? null : passed.cut(),
                jobs);
    }
}
