package io.outrider.scheduler.node.outbound.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.scheduler.node.application.NodeRows;
import io.outrider.scheduler.node.domain.Node;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.NodeStatus;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table node, from threads that may block. */
@ApplicationScoped
class PostgresNodes implements NodeRows {

    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};
    private static final String ALL = """
            select name, executor, project, status, reason, labels, facts, runtimes, slots, free_slots, agent_version,
                last_seen, at
            from node""";

    private final Pool pool;
    private final ObjectMapper json;

    PostgresNodes(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    @Override
    public List<Node> all() {
        List<Node> nodes = new ArrayList<>();
        for (Row row : pool.preparedQuery(ALL).executeAndAwait()) {
            nodes.add(node(row));
        }
        return nodes;
    }

    private Node node(Row row) {
        String runtimes = row.getString("runtimes");
        return new Node(
                new NodeName(row.getString("name")),
                row.getString("executor"),
                row.getString("project"),
                NodeStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                strings(row.getString("labels")),
                strings(row.getString("facts")),
                runtimes.isEmpty() ? List.of() : List.of(runtimes.split(",")),
                row.getInteger("slots"),
                row.getInteger("free_slots"),
                row.getString("agent_version"),
                row.getOffsetDateTime("last_seen").toInstant(),
                row.getOffsetDateTime("at").toInstant());
    }

    private Map<String, String> strings(String text) {
        try {
            return json.readValue(text, STRINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected stored labels and facts to be readable, but they are not", e);
        }
    }
}
