package io.outrider.gateway.attempt.application;

import io.outrider.gateway.attempt.outbound.postgres.AttemptTable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Tells who may be given tasks. */
@ApplicationScoped
public class EnrolledNodes {

    private final AttemptTable table;

    EnrolledNodes(AttemptTable table) {
        this.table = table;
    }

    /** Returns those of the names that are enrolled, and stay so until the transaction ends. */
    public Set<String> among(SqlConnection tx, Set<String> names) {
        return names.isEmpty() ? Set.of() : Set.copyOf(table.enrolled(tx, List.copyOf(names)));
    }
}
