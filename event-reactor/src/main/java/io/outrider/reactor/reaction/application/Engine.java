package io.outrider.reactor.reaction.application;

import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.reaction.notation.ReactionReader;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one engine for expressions and the reader that checks with it. */
class Engine {

    @Produces
    @Singleton
    Expressions expressions() {
        return new Expressions();
    }

    @Produces
    @Singleton
    ReactionReader reader(Expressions expressions) {
        return new ReactionReader(expressions);
    }
}
