package io.outrider.reactor.reaction.domain;

import io.outrider.reactor.event.domain.Occurrence;

/** Which group of a rule an event belongs to. */
@FunctionalInterface
public interface Grouping {

    /** All events are one group. */
    Grouping NONE = occurrence -> "";

    /**
     * Returns the group's key, of at most 512 characters.
     *
     * @throws EvaluationException when it cannot be said, with a reason for the author
     */
    String group(Occurrence occurrence);
}
