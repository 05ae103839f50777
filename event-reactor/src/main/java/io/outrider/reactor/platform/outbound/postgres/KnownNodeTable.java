package io.outrider.reactor.platform.outbound.postgres;

import io.outrider.outbox.Columns;
import io.outrider.reactor.platform.domain.NodeReport;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Remembers the last change of each node, in the caller's transaction. */
@ApplicationScoped
public class KnownNodeTable {

    private static final String KNOWN =
            "select node, status, partition, record_offset, recorded_at from known_node where node = any($1)";

    private static final String KEEP = """
            insert into known_node (node, status, partition, record_offset, recorded_at)
            select * from unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::timestamptz[])
            on conflict (node) do update set status = excluded.status, partition = excluded.partition,
              record_offset = excluded.record_offset, recorded_at = excluded.recorded_at""";

    /** Returns the last change of those of these nodes that are known. */
    public Map<String, NodeReport> known(SqlConnection transaction, Collection<String> nodes) {
        Map<String, NodeReport> known = new HashMap<>();
        for (Row row : transaction
                .preparedQuery(KNOWN)
                .executeAndAwait(Tuple.of(nodes.stream().distinct().toArray(String[]::new)))) {
            known.put(
                    row.getString(0),
                    new NodeReport(
                            row.getString(0),
                            row.getString(1),
                            row.getInteger(2),
                            row.getLong(3),
                            row.getOffsetDateTime(4).toInstant()));
        }
        return known;
    }

    /** Remembers these changes, one of each node. */
    public void keep(SqlConnection transaction, Collection<NodeReport> changes) {
        if (!changes.isEmpty()) {
            transaction
                    .preparedQuery(KEEP)
                    .executeAndAwait(Columns.of(changes.stream()
                                    .sorted(Comparator.comparing(NodeReport::node))
                                    .toList())
                            .text(NodeReport::node)
                            .text(NodeReport::status)
                            .integer(NodeReport::partition)
                            .bigint(NodeReport::offset)
                            .time(NodeReport::recordedAt)
                            .tuple());
        }
    }
}
