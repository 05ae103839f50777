package io.outrider.reactor.reaction.outbound.postgres;

import io.vertx.mutiny.sqlclient.SqlConnection;
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
}
