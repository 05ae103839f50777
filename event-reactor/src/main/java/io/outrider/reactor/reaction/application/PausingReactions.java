package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.Pause;
import io.outrider.reactor.reaction.outbound.postgres.PauseEntity;
import io.outrider.reactor.reaction.outbound.postgres.ReactionEntity;
import io.outrider.reactor.reaction.outbound.postgres.RevisionEntity;
import io.outrider.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Pauses and resumes one reaction, all of a project, or all of the platform. Like a change of a reaction it counts up the revision in the same transaction: it is
 * in force for every batch that begins after the answer, on every replica.
 */
@ApplicationScoped
public class PausingReactions {

    /** The reaction of a pause that is about all of the project. */
    public static final String ALL = "";

    /** The project of a pause that is about all of the platform; its reaction is {@link #ALL}. */
    public static final String EVERYWHERE = "";

    private static final Logger LOG = Logger.getLogger(PausingReactions.class);

    private final Mutiny.SessionFactory sessions;

    PausingReactions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Pauses; again changes who, when and why. */
    public Uni<Pause> pause(String project, String reaction, String user, @Nullable String reason) {
        Instant now = Clock.systemUTC().instant();
        return sessions.withTransaction(session -> locked(session)
                        .call(revision -> known(session, project, reaction))
                        .chain(revision -> find(session, project, reaction).chain(found -> {
                            PauseEntity pause = found == null ? new PauseEntity() : found;
                            pause.project = project;
                            pause.reaction = reaction;
                            pause.pausedBy = user;
                            pause.pausedAt = now;
                            pause.reason = reason;
                            revision.revision++;
                            return found == null
                                    ? session.persist(pause).replaceWith(pause)
                                    : Uni.createFrom().item(pause);
                        })))
                .map(PauseEntity::stored)
                .invoke(pause -> LOG.infof("project=%s reaction=%s paused by %s", word(project), word(reaction), user));
    }

    /** Resumes; what is not paused stays so. A pause may be about a reaction that was deleted since. */
    public Uni<Void> resume(String project, String reaction, String user) {
        return sessions.withTransaction(session -> locked(session)
                .chain(revision -> find(session, project, reaction).chain(found -> {
                    if (found == null) {
                        return known(session, project, reaction);
                    }
                    revision.revision++;
                    LOG.infof("project=%s reaction=%s resumed by %s", word(project), word(reaction), user);
                    return session.remove(found);
                })));
    }

    /** Returns the pauses that hold in a project: that of the platform, that of all its reactions, and those of single ones. */
    public Uni<List<Pause>> all(String project) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        "from PauseEntity p where p.project in (:project, :everywhere) order by p.project, p.reaction",
                        PauseEntity.class)
                .setParameter("project", project)
                .setParameter("everywhere", EVERYWHERE)
                .getResultList()
                .map(pauses -> pauses.stream().map(PauseEntity::stored).toList()));
    }

    /** Returns the pause that holds a reaction: its own, or else that of its project, or of the platform. */
    public static Optional<Pause> of(String reaction, List<Pause> pauses) {
        return pauses.stream()
                .filter(pause ->
                        pause.reaction().equals(reaction) || pause.reaction().equals(ALL))
                .max(Comparator.comparing(Pause::reaction).thenComparing(Pause::project));
    }

    /** Fails unless there is such a reaction. */
    private static Uni<Void> known(Mutiny.Session session, String project, String reaction) {
        if (reaction.equals(ALL)) {
            return Uni.createFrom().voidItem();
        }
        return session.find(ReactionEntity.class, new ReactionEntity.Key(project, reaction))
                .invoke(found -> {
                    if (found == null || found.deleted) {
                        throw ProblemException.notFound("reaction", reaction);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<RevisionEntity> locked(Mutiny.Session session) {
        return session.find(RevisionEntity.class, RevisionEntity.ONLY, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Uni<@Nullable PauseEntity> find(Mutiny.Session session, String project, String reaction) {
        return session.find(PauseEntity.class, new PauseEntity.Key(project, reaction));
    }

    private static String word(String name) {
        return name.isEmpty() ? "*" : name;
    }
}
