package io.outrider.gateway.node.outbound.postgres;

import io.outrider.gateway.node.application.NodeView;
import io.outrider.gateway.node.domain.NodeReport;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The table {@code node}. Waits for the database. */
@ApplicationScoped
public class NodeTable {

    private static final String ONLINE = """
            update node set status = 'ONLINE', session = b, agent_version = c, slots = d, free_slots = e,
                labels = f::jsonb, facts = g::jsonb, runtimes = string_to_array(h, ' '), last_seen = i
            from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::text[], $8::text[],
                $9::timestamptz[]) as x (a, b, c, d, e, f, g, h, i)
            where name = a and status <> 'REMOVED' and last_seen <= i returning name""";

    private static final String MISSED = """
            update node set status = '%s' where name in (
                select name from node where status = '%s' and last_seen < $1 order by last_seen limit 500
                for update skip locked)
            returning *""";

    private static final String STALE = MISSED.formatted("STALE", "ONLINE");
    private static final String OFFLINE = MISSED.formatted("OFFLINE", "STALE");

    private final Function<Row, NodeView> view = NodeTable::read;

    /** Stores what nodes said; returns those that may still take part. */
    public List<NodeView> online(SqlConnection tx, List<NodeView> views) {
        Tuple arguments = Tuple.tuple()
                .addValue(column(views, String[]::new, NodeView::name))
                .addValue(column(views, String[]::new, node -> node.report().session()))
                .addValue(column(views, String[]::new, node -> node.report().agentVersion()))
                .addValue(column(views, Integer[]::new, node -> node.report().slots()))
                .addValue(column(views, Integer[]::new, node -> node.report().freeSlots()))
                .addValue(
                        column(views, String[]::new, node -> json(node.report().labels())))
                .addValue(
                        column(views, String[]::new, node -> json(node.report().facts())))
                .addValue(column(
                        views,
                        String[]::new,
                        node -> String.join(" ", node.report().runtimes())))
                .addValue(column(views, OffsetDateTime[]::new, node -> time(node.lastSeen())));
        Set<String> stored = new HashSet<>();
        tx.preparedQuery(ONLINE).executeAndAwait(arguments).forEach(row -> stored.add(row.getString(0)));
        return views.stream().filter(node -> stored.contains(node.name())).toList();
    }

    /** Marks nodes that were there and were not heard of since. */
    public List<NodeView> markStale(SqlConnection tx, Instant since) {
        return views(tx, STALE, Tuple.of(time(since)));
    }

    /** Marks nodes that were missing and were not heard of since. */
    public List<NodeView> markOffline(SqlConnection tx, Instant since) {
        return views(tx, OFFLINE, Tuple.of(time(since)));
    }

    /** Marks a node, unless it was heard of after this moment. */
    public List<NodeView> markStaleSince(SqlConnection tx, String node, Instant lastSeen) {
        return views(
                tx,
                "update node set status = 'STALE' where name = $1 and status = 'ONLINE' and last_seen <= $2 returning *",
                Tuple.of(node, time(lastSeen)));
    }

    private List<NodeView> views(SqlConnection tx, String sql, Tuple arguments) {
        List<NodeView> views = new ArrayList<>();
        tx.preparedQuery(sql).executeAndAwait(arguments).forEach(row -> views.add(view.apply(row)));
        return views;
    }

    private static NodeView read(Row row) {
        NodeReport report = new NodeReport(
                row.getString("session"),
                row.getString("agent_version"),
                row.getInteger("slots"),
                row.getInteger("free_slots"),
                texts(row.getJsonObject("labels")),
                texts(row.getJsonObject("facts")),
                List.of(row.getArrayOfStrings("runtimes")));
        return new NodeView(
                row.getString("name"),
                report,
                row.getOffsetDateTime("last_seen").toInstant());
    }

    private static <T> T[] column(List<NodeView> views, IntFunction<T[]> array, Function<NodeView, T> value) {
        return views.stream().map(value).toArray(array);
    }

    private static String json(Map<String, String> texts) {
        return new JsonObject(new HashMap<>(texts)).encode();
    }

    private static Map<String, String> texts(JsonObject json) {
        Map<String, String> texts = new HashMap<>();
        json.forEach(entry -> texts.put(entry.getKey(), String.valueOf(entry.getValue())));
        return texts;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
