package io.outrider.reactor.reaction.domain;

import io.outrider.labels.Glob;
import io.outrider.labels.LabelSelector;
import io.outrider.reactor.event.domain.Occurrence;
import java.util.Optional;

/**
 * Which events a reaction is about.
 *
 * @param on name or glob of the event's type
 * @param labels over the event's labels
 */
public record Trigger(Glob on, Optional<LabelSelector> labels, Optional<Condition> expression) {

    /**
     * Says whether the event matches.
     *
     * @throws EvaluationException when the expression fails
     */
    public boolean matches(Occurrence occurrence) {
        return on.matches(occurrence.event().type())
                && labels.map(selector -> selector.matches(occurrence.labels())).orElse(true)
                && expression.map(condition -> condition.holds(occurrence)).orElse(true);
    }
}
