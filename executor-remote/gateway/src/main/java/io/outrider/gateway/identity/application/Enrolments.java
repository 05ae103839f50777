package io.outrider.gateway.identity.application;

import io.outrider.gateway.identity.outbound.kafka.EnrolmentNews;
import io.outrider.gateway.identity.outbound.postgres.EnrolmentEntity;
import io.outrider.gateway.node.application.Replicas;
import io.outrider.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Enrolments for people: listing and revoking them. */
@ApplicationScoped
public class Enrolments {

    private final Mutiny.SessionFactory sessions;
    private final EnrolmentNews news;
    private final Outbox outbox;
    private final Identities identities;
    private final Replicas replicas;
    private final Clock clock;

    Enrolments(
            Mutiny.SessionFactory sessions,
            EnrolmentNews news,
            Outbox outbox,
            Identities identities,
            Replicas replicas,
            Clock clock) {
        this.sessions = sessions;
        this.news = news;
        this.outbox = outbox;
        this.identities = identities;
        this.replicas = replicas;
        this.clock = clock;
    }

    /** Returns enrolments by name, after the given one, revoked ones too. */
    public Uni<List<Enrolment>> list(@Nullable String after, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        "from EnrolmentEntity e where e.name > :after order by e.name", EnrolmentEntity.class)
                .setParameter("after", after == null ? "" : after)
                .setMaxResults(limit)
                .getResultList()
                .map(entities -> entities.stream().map(Enrolments::read).toList()));
    }

    public Uni<Optional<Enrolment>> find(String name) {
        return sessions.withSession(session -> session.find(EnrolmentEntity.class, name))
                .map(entity -> Optional.ofNullable(entity).map(Enrolments::read));
    }

    /**
     * Revokes an enrolment: from now on its certificate opens nothing, its connections are closed, and what it held is given up. To
     * revoke twice changes nothing.
     *
     * @return false if there is no such enrolment
     */
    public Uni<Boolean> revoke(String name, String actor) {
        return sessions.withTransaction(session -> session.find(EnrolmentEntity.class, name)
                        .chain(enrolment -> enrolment == null
                                ? Uni.createFrom().item(false)
                                : revoke(session, enrolment, actor).replaceWith(true)))
                .invoke(found -> {
                    if (found) {
                        outbox.committed();
                        replicas.enrolmentChanged(name);
                        Thread.startVirtualThread(() -> identities.refresh(name));
                    }
                });
    }

    private Uni<Void> revoke(Mutiny.Session session, EnrolmentEntity enrolment, String actor) {
        if (enrolment.revokedAt() != null) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        enrolment.revoke(now);
        return session.createNativeQuery("update node set status = 'REMOVED' where name = :name")
                .setParameter("name", enrolment.name())
                .executeUpdate()
                .chain(() -> outbox.append(
                        session, List.of(news.revoked(enrolment.name(), enrolment.labels(), actor, now))));
    }

    private static Enrolment read(EnrolmentEntity entity) {
        return new Enrolment(
                entity.name(),
                entity.labels(),
                entity.agentVersion(),
                entity.enrolledAt(),
                entity.notAfter(),
                entity.revokedAt());
    }
}
