package io.outrider.reactor.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value whose texts were templates, ready to be filled. Safe for many threads. */
@FunctionalInterface
public interface Filling {

    /**
     * Fills it.
     *
     * @param variables what expressions see, by name
     * @throws io.outrider.reactor.reaction.domain.EvaluationException with what was expected
     */
    @Nullable
    Object fill(Map<String, ?> variables);
}
