package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.reaction.application.PassingOver;
import org.jspecify.annotations.Nullable;

/**
 * Why a reaction that names an event's type passed over it. Worked out when asked; the decision log has no line of it.
 *
 * @param version that was in force when the event was decided
 * @param event which event; missing where the answer is about that event
 */
public record PassedView(
        String reaction,
        int version,
        String reason,
        @Nullable EventName event) {

    /** In an answer about the event. */
    public static PassedView of(PassingOver.Passed passed) {
        return view(passed, null);
    }

    static PassedView of(PassingOver.PassedEvent passed) {
        return view(
                passed.passed(),
                new EventName(
                        passed.event().id(),
                        passed.event().source(),
                        passed.event().type()));
    }

    private static PassedView view(PassingOver.Passed passed, @Nullable EventName event) {
        return new PassedView(passed.reaction().name(), passed.reaction().version(), passed.reason(), event);
    }
}
