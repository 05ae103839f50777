package io.outrider.reactor.reaction.outbound.postgres;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the decision log for the API. */
@ApplicationScoped
public class DecisionReads {

    /** The lines about one event and the jobs that they started. */
    public record Log(List<DecisionEntity> decisions, List<StartedJobEntity> jobs) {}

    private final Mutiny.SessionFactory sessions;

    DecisionReads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Returns what was decided about an event. */
    public Uni<Log> about(UUID event) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        "from DecisionEntity d where d.event = :event order by d.reaction", DecisionEntity.class)
                .setParameter("event", event)
                .getResultList()
                .chain(decisions -> session.createSelectionQuery(
                                "from StartedJobEntity j where j.event = :event order by j.reaction, j.position",
                                StartedJobEntity.class)
                        .setParameter("event", event)
                        .getResultList()
                        .map(jobs -> new Log(decisions, jobs))));
    }
}
