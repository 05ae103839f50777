package io.outrider.reactor.reaction.domain;

import io.outrider.reactor.event.domain.Occurrence;
import org.jspecify.annotations.Nullable;

/** A value with places in it that an event fills. */
@FunctionalInterface
public interface Template {

    /**
     * Returns the value: maps, lists, texts, numbers, booleans or null.
     *
     * @throws EvaluationException when it cannot be made, with a reason for the author
     */
    @Nullable
    Object fill(Occurrence occurrence);
}
