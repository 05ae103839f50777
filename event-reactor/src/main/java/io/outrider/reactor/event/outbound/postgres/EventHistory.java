package io.outrider.reactor.event.outbound.postgres;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Looks back at the events of a project, without their data. */
@ApplicationScoped
public class EventHistory {

    private static final int PAGE = 5_000;

    private static final String BACKWARDS = """
            select seq, event_key, type, received_at from event where project = $1 and seq < $2 order by seq desc limit $3""";

    /** An event that was received. */
    public record Past(UUID key, String type, Instant at) {}

    /**
     * The newest events since then, in the order in which they were received.
     *
     * @param cut whether there are older ones, left out as they are too many
     */
    public record History(List<Past> events, boolean cut) {}

    /** Returns the newest events since a time, so many at most. */
    public History since(SqlConnection connection, String project, Instant since, int most) {
        List<Past> events = new ArrayList<>();
        long before = Long.MAX_VALUE;
        boolean more = true;
        while (more && events.size() <= most) {
            int read = 0;
            int young = 0;
            for (Row row : connection.preparedQuery(BACKWARDS).executeAndAwait(Tuple.of(project, before, PAGE))) {
                read++;
                before = row.getLong(0);
                Instant at = row.getOffsetDateTime(3).toInstant();
                if (!at.isBefore(since)) {
                    young++;
                    events.add(new Past(row.getUUID(1), row.getString(2), at));
                }
            }
            // They were stored about as they were received: a page without any that is young enough is the end.
            more = read == PAGE && young > 0;
        }
        List<Past> newest = events.subList(0, Math.min(most, events.size()));
        return new History(
                newest.stream().sorted(Comparator.comparing(Past::at)).toList(), events.size() > most);
    }
}
