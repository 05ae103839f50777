package io.outrider.reactor.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.Documents;
import io.outrider.reactor.reaction.application.ReferenceReactor;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.notation.ReactionReader;
import java.util.List;
import java.util.Objects;

/**
 * A reaction of which the reference is asked as well.
 *
 * @param on the plain names of its events
 * @param how the object that says how they belong together, with a place for them
 * @param limits further fields, each with a comma behind it
 */
record Watched(String name, List<String> on, String how, String limits) {

    String yaml() {
        return Reactions.yaml(name, how.formatted(on), limits);
    }

    /** The same for the reference. */
    ReferenceReactor.Reaction reference() throws JsonProcessingException {
        ReactionDefinition definition = Objects.requireNonNull(new ReactionReader(new Expressions())
                .read(Documents.read(yaml(), false))
                .definition());
        return new ReferenceReactor.Reaction(
                new ReactionId("default", name, 1),
                on,
                !definition.groupBy().isEmpty(),
                definition.isStateful(),
                definition.limiter(),
                0,
                definition.budget(),
                definition.jobs().size());
    }
}
