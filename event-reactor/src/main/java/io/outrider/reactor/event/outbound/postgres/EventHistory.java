package io.outrider.reactor.event.outbound.postgres;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Looks back at the events of a project, without their data. */
@ApplicationScoped
public class EventHistory {

    private static final int PAGE = 5_000;

    private static final String BACKWARDS = """
            select seq, event_key, type, received_at from event where project = $1 and seq < $2 order by seq desc limit $3""";

    private static final String BACKWARDS_OF_TYPES = """
            select e.* from unnest($4::text[]) named cross join lateral (
              select seq, event_key, type, received_at from event where project = $1 and type = named and seq < $2
              order by seq desc limit $3) e
            order by e.seq desc limit $3""";

    /** Events of all types that are looked at where the types are too many to be read by themselves: some seconds. */
    private static final int MOST_READ = 1_000_000;

    /** An event that was received. */
    public record Past(UUID key, String type, Instant at) {}

    /**
     * The newest events since then, in the order in which they were received.
     *
     * @param cut whether there are older ones, left out as they are too many
     */
    public record History(List<Past> events, boolean cut) {}

    /** Whose events. */
    public record Wanted(String project, Optional<List<String>> types, Predicate<String> named) {

        private boolean isAbout(String type) {
            return types.isPresent() || named.test(type);
        }
    }

    /** Returns the newest events that are wanted since a time, so many at most. */
    public History since(SqlConnection connection, Wanted wanted, Instant since, int most) {
        List<Past> events = new ArrayList<>();
        long before = Long.MAX_VALUE;
        boolean more = true;
        int all = 0;
        while (more && events.size() <= most && all < MOST_READ) {
            int read = 0;
            int young = 0;
            for (Row row : page(connection, wanted, before)) {
                read++;
                before = row.getLong(0);
                Instant at = row.getOffsetDateTime(3).toInstant();
                if (!at.isBefore(since)) {
                    young++;
                    if (wanted.isAbout(row.getString(2))) {
                        events.add(new Past(row.getUUID(1), row.getString(2), at));
                    }
                }
            }
            all += read;
            // They were stored about as they were received: a page without any that is young enough is the end.
            more = read == PAGE && young > 0;
        }
        boolean cut = events.size() > most || (more && all >= MOST_READ);
        List<Past> oldestFirst =
                events.subList(0, Math.min(most, events.size())).reversed();
        // Those of one millisecond stay as they were stored: as they were decided.
        return new History(
                oldestFirst.stream().sorted(Comparator.comparing(Past::at)).toList(), cut);
    }

    private static RowSet<Row> page(SqlConnection connection, Wanted wanted, long before) {
        return wanted.types().isPresent()
                ? connection
                        .preparedQuery(BACKWARDS_OF_TYPES)
                        .executeAndAwait(Tuple.of(
                                wanted.project(),
                                before,
                                PAGE,
                                wanted.types().get().toArray(String[]::new)))
                : connection.preparedQuery(BACKWARDS).executeAndAwait(Tuple.of(wanted.project(), before, PAGE));
    }
}
