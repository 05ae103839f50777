package io.outrider.reactor.platform.application;

import io.outrider.reactor.platform.outbound.postgres.KnownNodeTable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows the status of nodes, in the caller's transaction. Executors repeat themselves; only another status is a change. */
@ApplicationScoped
public class FollowingNodes {

    private final KnownNodeTable nodes;

    FollowingNodes(KnownNodeTable nodes) {
        this.nodes = nodes;
    }

    /**
     * A report that says something new.
     *
     * @param before the status until then; null: the node was not known
     */
    public record Change<T>(T report, @Nullable String before) {}

    /** Remembers what the reports say, the newest last, and returns those that change the status of their node. */
    public <T> List<Change<T>> changes(
            SqlConnection transaction, List<T> reports, Function<T, String> node, Function<T, String> status) {
        Map<String, String> known =
                nodes.statuses(transaction, reports.stream().map(node).toList());
        List<Change<T>> changes = new ArrayList<>();
        for (T report : reports) {
            String now = status.apply(report);
            String before = known.put(node.apply(report), now);
            if (!now.equals(before)) {
                changes.add(new Change<>(report, before));
            }
        }
        nodes.keep(transaction, known);
        return changes;
    }
}
