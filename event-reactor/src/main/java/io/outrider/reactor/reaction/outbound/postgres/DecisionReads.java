package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.DecisionLog;
import io.outrider.reactor.window.domain.GroupState;
import io.outrider.reactor.window.outbound.postgres.GroupEntity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the decision log for the API. */
@ApplicationScoped
public class DecisionReads {

    private static final UUID NONE = new UUID(0, 0);

    private static final String GROUPS = "select d.firing, g from DecisionEntity d, EventEntity e, GroupEntity g"
            + " where d.event = :event and d.firing is not null and e.key = d.event"
            + " and g.project = e.project and g.reaction = d.reaction and g.groupKey = d.groupKey";

    private final Mutiny.SessionFactory sessions;

    DecisionReads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Returns what was decided about an event. */
    public Uni<DecisionLog> about(UUID event) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        "from DecisionEntity d where d.event = :event order by d.reaction", DecisionEntity.class)
                .setParameter("event", event)
                .getResultList()
                .chain(decisions -> log(session, decisions)));
    }

    private static Uni<DecisionLog> log(Mutiny.Session session, List<DecisionEntity> decisions) {
        List<UUID> firings = decisions.stream()
                .map(decision -> decision.firing)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        // Groups before firings: a window that ends in between has a firing.
        return session.createSelectionQuery(GROUPS, Object[].class)
                .setParameter("event", decisions.isEmpty() ? NONE : decisions.getFirst().event)
                .getResultList()
                .chain(groups -> log(session, decisions, groups(groups), firings));
    }

    private static Map<UUID, GroupState> groups(List<Object[]> rows) {
        Map<UUID, GroupState> groups = new HashMap<>();
        rows.forEach(row ->
                groups.put((UUID) row[0], ((GroupEntity) row[1]).remembered().state()));
        return groups;
    }

    private static Uni<DecisionLog> log(
            Mutiny.Session session, List<DecisionEntity> decisions, Map<UUID, GroupState> groups, List<UUID> firings) {
        return session.createSelectionQuery("from FiringEntity f where f.id in :ids", FiringEntity.class)
                .setParameter("ids", firings)
                .getResultList()
                .chain(found -> session.createSelectionQuery(
                                "from StartedJobEntity j where j.firing in :ids order by j.firing, j.position",
                                StartedJobEntity.class)
                        .setParameter("ids", firings)
                        .getResultList()
                        .map(jobs -> new DecisionLog(
                                decisions.stream().map(DecisionEntity::line).toList(),
                                groups,
                                found.stream().map(FiringEntity::line).toList(),
                                jobs.stream().map(StartedJobEntity::known).toList())));
    }
}
