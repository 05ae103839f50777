package io.outrider.reactor.window.domain;

import java.util.List;
import java.util.UUID;

/** The rule's {@code conditions.when}, asked about the occurrence at hand. */
@FunctionalInterface
public interface Gate {

    /** For rules without a condition. */
    Gate OPEN = (occurrences, events) -> true;

    /**
     * Says whether the condition holds.
     *
     * @param occurrences how many the window counts, the one at hand included
     * @param events the newest of the window, oldest first; the last is the one at hand
     * @throws io.outrider.reactor.reaction.domain.EvaluationException when it cannot be said
     */
    boolean holds(long occurrences, List<UUID> events);
}
