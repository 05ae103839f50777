package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.ReactionId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Reads the reactions that are in force, in the caller's transaction. */
@ApplicationScoped
public class ReactionTable {

    /** A reaction as it was applied, JSON. */
    public record Stored(ReactionId id, String definition) {}

    /** Returns a number that grows with every change of a reaction. */
    public long revision(SqlConnection transaction) {
        return transaction
                .preparedQuery("select revision from reaction_revision where id = 1")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    /** Returns all reactions but the deleted ones, by project and name. */
    public List<Stored> all(SqlConnection transaction) {
        List<Stored> all = new ArrayList<>();
        for (Row row : transaction
                .preparedQuery(
                        "select project, name, version, definition from reaction where not deleted order by project, name")
                .executeAndAwait()) {
            ReactionId id = new ReactionId(row.getString(0), row.getString(1), row.getInteger(2));
            all.add(new Stored(id, row.getString(3)));
        }
        return all;
    }
}
