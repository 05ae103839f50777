package io.outrider.reactor.reaction.outbound.postgres;

import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads what is paused, in the caller's transaction. */
@ApplicationScoped
public class PauseTable {

    /** A pause; an empty reaction is all of the project, an empty project all of the platform. */
    public record Paused(String project, String reaction) {}

    /** Returns all pauses. */
    public List<Paused> all(SqlConnection transaction) {
        return transaction.preparedQuery("select project, reaction from pause").executeAndAwait().stream()
                .map(row -> new Paused(row.getString(0), row.getString(1)))
                .toList();
    }

    /** Deletes the pause of a reaction, if there is one. */
    public void delete(SqlConnection transaction, String project, String reaction) {
        transaction
                .preparedQuery("delete from pause where project = $1 and reaction = $2")
                .executeAndAwait(Tuple.of(project, reaction));
    }
}
