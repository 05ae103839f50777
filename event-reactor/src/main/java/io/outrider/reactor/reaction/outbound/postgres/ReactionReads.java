package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.ReactionVersion;
import io.outrider.reactor.reaction.domain.StoredReaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads reactions for the API. */
@ApplicationScoped
public class ReactionReads {

    private final Mutiny.SessionFactory sessions;

    ReactionReads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Returns reactions by name, behind the given one. */
    public Uni<List<StoredReaction>> after(String project, String name, int count) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        "from ReactionEntity r where r.project = :project and not r.deleted and r.name > :name order by r.name",
                        ReactionEntity.class)
                .setParameter("project", project)
                .setParameter("name", name)
                .setMaxResults(count)
                .getResultList()
                .map(found -> found.stream().map(ReactionEntity::stored).toList()));
    }

    /** Returns a reaction, unless it was deleted. */
    public Uni<@Nullable StoredReaction> find(String project, String name) {
        return sessions.withSession(
                        session -> session.find(ReactionEntity.class, new ReactionEntity.Key(project, name)))
                .map(reaction -> reaction == null || reaction.deleted ? null : reaction.stored());
    }

    /** Returns a version of a reaction, deleted or not. */
    public Uni<@Nullable ReactionVersion> version(String project, String name, int version) {
        return sessions.withSession(session -> session.find(
                        ReactionVersionEntity.class, new ReactionVersionEntity.Key(project, name, version)))
                .map(found -> found == null ? null : found.stored());
    }

    /** Returns the versions before the given one, newest first. */
    public Uni<List<ReactionVersion>> versions(String project, String name, int before, int count) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        "from ReactionVersionEntity v where v.project = :project and v.name = :name and v.version < :before"
                                + " order by v.version desc",
                        ReactionVersionEntity.class)
                .setParameter("project", project)
                .setParameter("name", name)
                .setParameter("before", before)
                .setMaxResults(count)
                .getResultList()
                .map(found -> found.stream().map(ReactionVersionEntity::stored).toList()));
    }
}
