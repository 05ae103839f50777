package io.outrider.scheduler.node.outbound.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.labels.LabelSelector;
import io.outrider.scheduler.node.application.NodeReading;
import io.outrider.scheduler.node.domain.Node;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.NodeStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Nodes through Hibernate Reactive, without ever blocking. */
@ApplicationScoped
class HibernateNodes implements NodeReading {

    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private static final String LIST = """
            from NodeRow n where n.project = :project and n.name > :after
            and ((cast(:status as String) is null and n.status <> 'REMOVED') or n.status = :status)
            order by n.name""";

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;

    HibernateNodes(Mutiny.SessionFactory sessions, ObjectMapper json) {
        this.sessions = sessions;
        this.json = json;
    }

    @Override
    public Uni<@Nullable Node> find(String name) {
        return sessions.withSession(session -> session.find(NodeRow.class, name))
                .map(row -> row == null ? null : node(row));
    }

    /** Selectors are matched here, not in SQL: nodes are few and the rules are the assigner's. */
    @Override
    public Uni<List<Node>> list(
            String project, LabelSelector selector, @Nullable String status, String after, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(LIST, NodeRow.class)
                        .setParameter("project", project)
                        .setParameter("after", after)
                        .setParameter("status", status)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(this::node)
                        .filter(node -> selector.matches(node.labels()))
                        .limit(limit)
                        .toList());
    }

    private Node node(NodeRow row) {
        return new Node(
                new NodeName(row.name),
                row.executor,
                row.project,
                NodeStatus.valueOf(row.status),
                row.reason,
                strings(row.labels),
                strings(row.facts),
                row.runtimes.isEmpty() ? List.of() : List.of(row.runtimes.split(",")),
                row.slots,
                row.freeSlots,
                row.agentVersion,
                row.lastSeen.toInstant(),
                row.at.toInstant());
    }

    private Map<String, String> strings(String text) {
        try {
            return json.readValue(text, STRINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected stored labels and facts to be readable, but they are not", e);
        }
    }
}
