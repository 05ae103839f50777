package io.outrider.build.queue.outbound.postgres;

import io.outrider.build.BuildId;
import io.outrider.build.queue.application.BuildView;
import io.outrider.build.queue.application.LookingUpBuilds;
import io.outrider.build.queue.domain.BuildStatus;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads builds through Hibernate Reactive. */
@ApplicationScoped
public class HibernateBuilds implements LookingUpBuilds {
    private final Mutiny.SessionFactory sessions;

    HibernateBuilds(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<BuildView> byId(BuildId id) {
        return sessions.withSession(session -> session.find(BuildEntity.class, id.value()))
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("build", id))
                .map(HibernateBuilds::view);
    }

    @Override
    public Uni<Page<BuildView>> list(Filter filter, PageRequest page) {
        StringBuilder query = new StringBuilder("from Build b where 1 = 1");
        Map<String, Object> values = new HashMap<>();
        equal(query, values, "project", filter.project());
        equal(query, values, "template", filter.template());
        equal(
                query,
                values,
                "status",
                filter.status() == null ? null : filter.status().name());
        if (page.after() != null) {
            Position position = Position.parse(page.after());
            query.append(" and (b.createdAt < :at or (b.createdAt = :at and b.id < :id))");
            values.put("at", position.at());
            values.put("id", position.id());
        }
        query.append(" order by b.createdAt desc, b.id desc");
        return sessions.withSession(session -> list(session, query.toString(), values, page.limit() + 1))
                .map(rows -> Page.of(rows, page, Position::of).map(HibernateBuilds::view));
    }

    private static Uni<List<BuildEntity>> list(
            Mutiny.Session session, String query, Map<String, Object> values, int limit) {
        Mutiny.SelectionQuery<BuildEntity> selection =
                session.createSelectionQuery(query, BuildEntity.class).setMaxResults(limit);
        values.forEach(selection::setParameter);
        return selection.getResultList();
    }

    private static void equal(StringBuilder query, Map<String, Object> values, String field, @Nullable String value) {
        if (value != null) {
            query.append(" and b.").append(field).append(" = :").append(field);
            values.put(field, value);
        }
    }

    /** Where a page begins: after this row. */
    private record Position(Instant at, String id) {
        static String of(BuildEntity row) {
            return row.createdAt + " " + row.id;
        }

        static Position parse(String text) {
            int space = text.indexOf(' ');
            try {
                return new Position(Instant.parse(text.substring(0, Math.max(space, 0))), text.substring(space + 1));
            } catch (DateTimeException e) {
                throw ProblemException.invalid(
                        "cursor", "Expected the nextCursor of an earlier page, but was something else");
            }
        }
    }

    private static BuildView view(BuildEntity row) {
        return new BuildView(
                row.id,
                row.project,
                row.template,
                row.version,
                row.fingerprint,
                BuildStatus.valueOf(row.status),
                row.builder,
                row.reused,
                row.attempt,
                row.reason,
                row.imageDigest == null
                        ? null
                        : new BuildView.Image(
                                row.imageDigest, row.imageReference, row.imageArchive, row.imageArchiveSize),
                row.createdAt,
                row.startedAt,
                row.finishedAt,
                row.deadline,
                row.dockerfile,
                new BuildView.Origins(
                        row.requestedBy, row.type, row.source, row.baseImage, row.baseDigest, row.builtBy));
    }
}
