package io.outrider.reactor.window.domain;

import java.time.Duration;
import java.util.List;

/**
 * Several events that have to be there together.
 *
 * @param parts names or globs, each of which an event has to match; different from each other
 * @param within no two of them further apart than this
 */
public record Join(List<String> parts, Duration within) {

    public Join {
        parts = List.copyOf(parts);
    }
}
