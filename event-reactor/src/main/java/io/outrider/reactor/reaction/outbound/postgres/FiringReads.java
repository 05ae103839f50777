package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.event.outbound.postgres.EventEntity;
import io.outrider.reactor.reaction.domain.Firings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the windows of a reaction that ended. */
@ApplicationScoped
public class FiringReads {

    /** A place in the list, which is sorted by time and id. */
    public record Place(Instant at, UUID id) {

        /** Before the newest. */
        public static final Place START = new Place(Instant.parse("9999-01-01T00:00:00Z"), new UUID(0, 0));
    }

    private final Mutiny.SessionFactory sessions;

    FiringReads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Returns windows that ended, newest first, behind the place. */
    public Uni<Firings> newest(String project, String reaction, Place behind, int count) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        "from FiringEntity f where f.project = :project and f.reaction = :reaction"
                                + " and f.firedAt <= :at and (f.firedAt < :at or f.id > :id) order by f.firedAt desc, f.id",
                        FiringEntity.class)
                .setParameter("project", project)
                .setParameter("reaction", reaction)
                .setParameter("at", behind.at())
                .setParameter("id", behind.id())
                .setMaxResults(count)
                .getResultList()
                .chain(firings -> with(session, firings)));
    }

    private static Uni<Firings> with(Mutiny.Session session, List<FiringEntity> firings) {
        return session.createSelectionQuery("from EventEntity e where e.key in :keys", EventEntity.class)
                .setParameter(
                        "keys", firings.stream().map(firing -> firing.event).toList())
                .getResultList()
                .chain(events -> session.createSelectionQuery(
                                "from StartedJobEntity j where j.firing in :ids order by j.firing, j.position",
                                StartedJobEntity.class)
                        .setParameter(
                                "ids", firings.stream().map(firing -> firing.id).toList())
                        .getResultList()
                        .map(jobs -> new Firings(
                                firings.stream().map(FiringEntity::line).toList(),
                                events.stream().map(EventEntity::event).toList(),
                                jobs.stream().map(StartedJobEntity::known).toList())));
    }
}
