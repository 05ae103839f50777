package io.outrider.reactor.event.application;

import io.outrider.reactor.event.domain.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one request.
 *
 * @param actor who sent them
 */
public record Submission(
        List<Event> events, String actor, @Nullable String traceparent) {

    public Submission {
        events = List.copyOf(events);
    }
}
