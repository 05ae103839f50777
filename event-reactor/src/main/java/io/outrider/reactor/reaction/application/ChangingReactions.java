package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.outbound.postgres.ReactionEntity;
import io.outrider.reactor.reaction.outbound.postgres.ReactionVersionEntity;
import io.outrider.reactor.reaction.outbound.postgres.RevisionEntity;
import io.outrider.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Creates and replaces reactions. Each change makes a new version and counts up the revision in one transaction; changes come one
 * after the other, since each locks the revision first. The same definition again changes nothing.
 */
@ApplicationScoped
public class ChangingReactions {

    private final Mutiny.SessionFactory sessions;

    ChangingReactions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Creates or replaces a reaction. */
    public Uni<Change> apply(Document document, String user) {
        return change(document, user, false);
    }

    /** Creates a reaction; one of this name with another definition is a conflict. */
    public Uni<Change> create(Document document, String user) {
        return change(document, user, true);
    }

    private Uni<Change> change(Document document, String user, boolean onlyNew) {
        Instant now = Clock.systemUTC().instant();
        return sessions.withTransaction(session -> locked(session)
                .chain(revision -> find(session, document.project(), document.name())
                        .chain(found -> {
                            boolean there = found != null && !found.deleted;
                            if (there && found.definition.equals(document.definition())) {
                                return Uni.createFrom().item(new Change(found.stored(), Change.Kind.UNCHANGED));
                            }
                            if (there && onlyNew) {
                                throw ProblemException.conflict("Expected no reaction '" + document.name()
                                        + "' yet, but there is another: replace it by PUT /api/v1/reactions/"
                                        + document.name());
                            }
                            revision.revision++;
                            ReactionEntity reaction = next(found, document, user, now);
                            Uni<Void> stored =
                                    found == null ? session.persist(reaction).call(session::flush) : session.flush();
                            return stored.chain(() -> session.persist(version(reaction)))
                                    .replaceWith(new Change(
                                            reaction.stored(), there ? Change.Kind.CHANGED : Change.Kind.CREATED));
                        })));
    }

    private static ReactionEntity next(@Nullable ReactionEntity found, Document document, String user, Instant now) {
        ReactionEntity reaction = found == null ? new ReactionEntity() : found;
        if (found == null || found.deleted) {
            reaction.project = document.project();
            reaction.name = document.name();
            reaction.deleted = false;
            reaction.createdAt = now;
            reaction.createdBy = user;
        }
        reaction.version++;
        reaction.definition = document.definition();
        reaction.remembers |= document.remembers();
        reaction.updatedAt = now;
        reaction.updatedBy = user;
        return reaction;
    }

    private static ReactionVersionEntity version(ReactionEntity reaction) {
        ReactionVersionEntity version = new ReactionVersionEntity();
        version.project = reaction.project;
        version.name = reaction.name;
        version.version = reaction.version;
        version.definition = reaction.definition;
        version.createdAt = reaction.updatedAt;
        version.createdBy = reaction.updatedBy;
        return version;
    }

    private static Uni<RevisionEntity> locked(Mutiny.Session session) {
        return session.find(RevisionEntity.class, RevisionEntity.ONLY, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Uni<@Nullable ReactionEntity> find(Mutiny.Session session, String project, String name) {
        return session.find(ReactionEntity.class, new ReactionEntity.Key(project, name));
    }
}
