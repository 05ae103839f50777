package io.outrider.reactor.platform.application;

import io.outrider.reactor.platform.domain.NodeReport;
import io.outrider.reactor.platform.outbound.postgres.KnownNodeTable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows the status of nodes, in the caller's transaction. Executors repeat themselves; only another status is a change. What comes
 * again after a crash changes nothing.
 */
@ApplicationScoped
public class FollowingNodes {

    private final KnownNodeTable nodes;

    FollowingNodes(KnownNodeTable nodes) {
        this.nodes = nodes;
    }

    /**
     * A record that says something new.
     *
     * @param before the status until then; null: the node was not known
     */
    public record Change<T>(T record, @Nullable String before) {}

    /** Remembers what the records say, the newest last, and returns those that are news of their node. */
    public <T> List<Change<T>> changes(SqlConnection transaction, List<T> records, Function<T, NodeReport> reading) {
        List<NodeReport> reports = records.stream().map(reading).toList();
        Map<String, NodeReport> known =
                nodes.known(transaction, reports.stream().map(NodeReport::node).toList());
        Map<String, NodeReport> changed = new HashMap<>();
        List<Change<T>> changes = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            NodeReport report = reports.get(i);
            NodeReport last = known.get(report.node());
            if ((last == null || report.isAfter(last)) && report.isChangeOf(last)) {
                known.put(report.node(), report);
                changed.put(report.node(), report);
                if (report.isNewsAfter(last)) {
                    changes.add(new Change<>(records.get(i), last == null ? null : last.status()));
                }
            }
        }
        nodes.keep(transaction, changed.values());
        return changes;
    }
}
