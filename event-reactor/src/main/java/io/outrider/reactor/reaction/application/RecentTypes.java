package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.outbound.postgres.EventTypes;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Trigger;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Finds which of the types that a project's events have a reaction names. Not for an event loop. */
@ApplicationScoped
class RecentTypes {

    private final Pool pool;
    private final EventTypes types;
    private final Compiling compiling;

    RecentTypes(Pool pool, EventTypes types, Expressions expressions) {
        this.pool = pool;
        this.types = types;
        this.compiling = new Compiling(expressions);
    }

    /** Returns them; empty when they are too many to be read by themselves. */
    Optional<List<String>> of(String project, ReactionDefinition definition) {
        Trigger trigger = compiling
                .rule(new ReactionId(project, definition.name(), 0), definition)
                .trigger();
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            return types.of(connection, project, trigger.names(), type -> trigger.part(type) >= 0);
        } finally {
            connection.closeAndAwait();
        }
    }
}
