package io.outrider.reactor.reaction.domain;

import io.outrider.reactor.event.domain.Occurrence;

/** A condition on an event. */
@FunctionalInterface
public interface Condition {

    /**
     * Says whether the condition holds.
     *
     * @throws EvaluationException when it cannot be said, with a reason for the author
     */
    boolean holds(Occurrence occurrence);
}
