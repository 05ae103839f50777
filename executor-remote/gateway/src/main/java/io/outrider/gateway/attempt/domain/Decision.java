package io.outrider.gateway.attempt.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command comes to.
 *
 * @param state the state from now on; null if the attempt is as unknown as before
 * @param events what to publish
 * @param answer what to tell the sender
 */
public record Decision(@Nullable AttemptState state, List<AttemptEvent> events, Answer answer) {

    public Decision {
        events = List.copyOf(events);
    }

    static Decision unchanged(@Nullable AttemptState state, Answer answer) {
        return new Decision(state, List.of(), answer);
    }

    static Decision changed(AttemptState state, Answer answer, AttemptEvent... events) {
        return new Decision(state, List.of(events), answer);
    }
}
