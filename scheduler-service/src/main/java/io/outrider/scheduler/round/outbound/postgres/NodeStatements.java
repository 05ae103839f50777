package io.outrider.scheduler.round.outbound.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.outbox.Columns;
import io.outrider.scheduler.node.domain.Load;
import io.outrider.scheduler.node.domain.Node;
import io.outrider.scheduler.node.domain.NodeName;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/** Statements about nodes and their loads. */
final class NodeStatements {

    static final String DESCRIBE = """
            insert into node (name, executor, project, status, reason, labels, facts, runtimes, slots, free_slots,
                agent_version, last_seen, at)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::int[], $10::int[], $11::text[], $12::timestamptz[], $13::timestamptz[])
            on conflict (name) do update set executor = excluded.executor, project = excluded.project,
                status = excluded.status, reason = excluded.reason, labels = excluded.labels, facts = excluded.facts,
                runtimes = excluded.runtimes, slots = excluded.slots, free_slots = excluded.free_slots,
                agent_version = excluded.agent_version, last_seen = excluded.last_seen, at = excluded.at
            where node.at <= excluded.at""";

    static final String OPEN = """
            insert into node_load (name, outstanding, pace, pace_at)
            select unnest($1::text[]), 0, 0, now() on conflict do nothing""";

    static final String ACCOUNTS = """
            select l.name, n.status, n.slots, l.outstanding, l.pace, l.pace_at
            from node_load l join node n on n.name = l.name
            where l.name = any($1) order by l.name for update of l""";

    static final String LOADS = """
            update node_load set outstanding = u.outstanding, pace = u.pace, pace_at = u.pace_at
            from unnest($1::text[], $2::int[], $3::double precision[], $4::timestamptz[])
                as u (name, outstanding, pace, pace_at)
            where node_load.name = u.name""";

    private NodeStatements() {}

    static Tuple describe(Collection<Node> nodes, ObjectMapper json) {
        return Columns.of(
                        nodes.stream().sorted(Comparator.comparing(Node::name)).toList())
                .text(node -> node.name().value())
                .text(Node::executor)
                .text(Node::project)
                .text(node -> node.status().name())
                .text(Node::reason)
                .text(node -> text(json, node.labels()))
                .text(node -> text(json, node.facts()))
                .text(node -> String.join(",", node.runtimes()))
                .integer(Node::slots)
                .integer(Node::freeSlots)
                .text(Node::agentVersion)
                .time(Node::lastSeen)
                .time(Node::at)
                .tuple();
    }

    static Tuple loads(Map<NodeName, Load> loads) {
        return Columns.of(loads.entrySet())
                .text(entry -> entry.getKey().value())
                .integer(entry -> entry.getValue().outstanding())
                .real(entry -> entry.getValue().pace().perSecond())
                .time(entry -> entry.getValue().pace().at())
                .tuple();
    }

    private static String text(ObjectMapper json, Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a map of strings to have a JSON form, but it has none", e);
        }
    }
}
