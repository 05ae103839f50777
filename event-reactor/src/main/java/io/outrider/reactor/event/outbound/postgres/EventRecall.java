package io.outrider.reactor.event.outbound.postgres;

import io.outrider.reactor.event.domain.Event;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads events again that windows refer to, in the caller's transaction. */
@ApplicationScoped
public class EventRecall {

    /** The size of a text that lies apart is known without fetching it. */
    private static final String FIND = """
            select event_key, project, source, id, type, subject, time, extensions, data, causation_depth, received_at from (
              select e.*, sum(octet_length(data)) over (order by event_key) as total from event e where event_key = any($1)) sized
            where total <= $2""";

    /**
     * Returns events by their keys; those that were deleted are missing, and the last ones when there is no room.
     *
     * @param room bytes of data in all of them
     */
    public List<Event> find(SqlConnection transaction, Collection<UUID> keys, long room) {
        return transaction.preparedQuery(FIND).executeAndAwait(Tuple.of(keys.toArray(UUID[]::new), room)).stream()
                .map(EventRecall::event)
                .toList();
    }

    private static Event event(Row row) {
        return new Event(
                row.getString("project"),
                row.getString("source"),
                row.getString("id"),
                row.getString("type"),
                row.getString("subject"),
                row.getOffsetDateTime("time").toInstant(),
                EventEntity.extensions(row.getString("extensions")),
                row.getString("data"),
                row.getInteger("causation_depth"),
                row.getOffsetDateTime("received_at").toInstant());
    }
}
