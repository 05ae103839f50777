package io.outrider.reactor.window.outbound.postgres;

import io.outrider.reactor.window.domain.RememberedGroups;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads groups for the API, without locks. */
@ApplicationScoped
public class GroupReads {

    private static final String ALIVE = "from GroupEntity g where g.project = :project and g.reaction = :reaction"
            + " and (g.deadline is not null or g.expiresAt > :now)";

    private final Mutiny.SessionFactory sessions;

    GroupReads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Returns groups of a reaction that still say something, those with the earliest deadline first. */
    public Uni<RememberedGroups> alive(String project, String reaction, Instant now, int count) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        ALIVE + " order by g.deadline nulls last, g.groupKey", GroupEntity.class)
                .setParameter("project", project)
                .setParameter("reaction", reaction)
                .setParameter("now", now)
                .setMaxResults(count)
                .getResultList()
                .chain(groups -> session.createSelectionQuery("select count(*) " + ALIVE, Long.class)
                        .setParameter("project", project)
                        .setParameter("reaction", reaction)
                        .setParameter("now", now)
                        .getSingleResult()
                        .map(all -> new RememberedGroups(
                                groups.stream().map(GroupEntity::remembered).toList(), all))));
    }
}
