package io.outrider.reactor.event.outbound.postgres;

import io.outrider.reactor.event.domain.StoredEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads events for the API. */
@ApplicationScoped
public class EventReads {

    private final Mutiny.SessionFactory sessions;

    EventReads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Returns events of a project, newest first.
     *
     * @param type only this type; null: all
     * @param before only those with a smaller sequence number
     */
    public Uni<List<StoredEvent>> newest(String project, @Nullable String type, long before, int count) {
        String query = "from EventEntity e where e.project = :project and e.seq < :before"
                + (type == null ? "" : " and e.type = :type") + " order by e.seq desc";
        return sessions.withSession(session -> {
            Mutiny.SelectionQuery<EventEntity> selection = session.createSelectionQuery(query, EventEntity.class)
                    .setParameter("project", project)
                    .setParameter("before", before)
                    .setMaxResults(count);
            if (type != null) {
                selection.setParameter("type", type);
            }
            return selection.getResultList().map(EventReads::stored);
        });
    }

    /** Returns the events with this id, of several sources perhaps; at most two. */
    public Uni<List<StoredEvent>> withId(String project, String id, @Nullable String source) {
        String query = "from EventEntity e where e.project = :project and e.id = :id"
                + (source == null ? "" : " and e.source = :source");
        return sessions.withSession(session -> {
            Mutiny.SelectionQuery<EventEntity> selection = session.createSelectionQuery(query, EventEntity.class)
                    .setParameter("project", project)
                    .setParameter("id", id)
                    .setMaxResults(2);
            if (source != null) {
                selection.setParameter("source", source);
            }
            return selection.getResultList().map(EventReads::stored);
        });
    }

    private static List<StoredEvent> stored(List<EventEntity> rows) {
        return rows.stream().map(EventEntity::stored).toList();
    }
}
