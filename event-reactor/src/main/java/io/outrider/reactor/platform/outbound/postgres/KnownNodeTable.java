package io.outrider.reactor.platform.outbound.postgres;

import io.outrider.outbox.Columns;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Remembers the last status of each node, in the caller's transaction. */
@ApplicationScoped
public class KnownNodeTable {

    private static final String KEEP = """
            insert into known_node (node, status) select * from unnest($1::text[], $2::text[])
            on conflict (node) do update set status = excluded.status where known_node.status <> excluded.status""";

    /** Returns the statuses of those of these nodes that are known. */
    public Map<String, String> statuses(SqlConnection transaction, Collection<String> nodes) {
        Map<String, String> statuses = new HashMap<>();
        transaction
                .preparedQuery("select node, status from known_node where node = any($1)")
                .executeAndAwait(Tuple.of(nodes.stream().distinct().toArray(String[]::new)))
                .forEach(row -> statuses.put(row.getString(0), row.getString(1)));
        return statuses;
    }

    /** Remembers these statuses. */
    public void keep(SqlConnection transaction, Map<String, String> statuses) {
        transaction
                .preparedQuery(KEEP)
                .executeAndAwait(Columns.of(new TreeMap<>(statuses).entrySet())
                        .text(Map.Entry::getKey)
                        .text(Map.Entry::getValue)
                        .tuple());
    }
}
