package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.DecisionLog;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the decision log for the API. */
@ApplicationScoped
public class DecisionReads {

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
                                found.stream().map(FiringEntity::line).toList(),
                                jobs.stream().map(StartedJobEntity::known).toList())));
    }
}
