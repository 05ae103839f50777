package io.outrider.reactor.event.outbound.postgres;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.notation.PlainJson;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes events in batches, in the caller's transaction. Rows are taken in the order of their keys, so that batches never lock crosswise. */
@ApplicationScoped
public class EventTable {

    private static final String INSERT = """
            insert into event (event_key, project, source, id, type, subject, time, extensions, data, causation_depth, received_at, decided_at)
            select e.*, $12::timestamptz from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
              $7::timestamptz[], $8::text[], $9::text[], $10::int[], $11::timestamptz[]) e
            on conflict (event_key) do nothing returning event_key""";

    private static final String CLAIM = """
            update event set decided_at = $2
            where event_key in (select event_key from event where event_key = any($1) and decided_at is null order by event_key for update)
            returning event_key""";

    /** Stores events that are not there yet, to be decided later; returns the keys of the new ones. */
    public Set<UUID> insert(SqlConnection transaction, List<Event> events) {
        return insert(transaction, events, null);
    }

    /**
     * Claims the events for a decision: those that nobody has decided yet, stored now if they came past the API.
     *
     * @return the keys of those that the caller has to decide
     */
    public Set<UUID> claim(SqlConnection transaction, List<Event> events, Instant now) {
        UUID[] keys = events.stream().map(Event::key).distinct().sorted().toArray(UUID[]::new);
        Set<UUID> claimed =
                keys(transaction.preparedQuery(CLAIM).executeAndAwait(Tuple.of(keys, now.atOffset(ZoneOffset.UTC))));
        List<Event> others =
                events.stream().filter(event -> !claimed.contains(event.key())).toList();
        if (!others.isEmpty()) {
            claimed.addAll(insert(transaction, others, now));
        }
        return claimed;
    }

    private static Set<UUID> insert(SqlConnection transaction, List<Event> events, @Nullable Instant decidedAt) {
        List<Event> rows =
                events.stream().sorted(Comparator.comparing(Event::key)).toList();
        List<Object> columns = new ArrayList<>();
        columns.add(column(rows, Event::key, UUID[]::new));
        columns.add(column(rows, Event::project, String[]::new));
        columns.add(column(rows, Event::source, String[]::new));
        columns.add(column(rows, Event::id, String[]::new));
        columns.add(column(rows, Event::type, String[]::new));
        columns.add(column(rows, Event::subject, String[]::new));
        columns.add(column(rows, event -> event.time().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
        columns.add(column(rows, event -> PlainJson.text(event.extensions()), String[]::new));
        columns.add(column(rows, Event::data, String[]::new));
        columns.add(column(rows, Event::causationDepth, Integer[]::new));
        columns.add(column(rows, event -> event.receivedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
        Tuple tuple = Tuple.tuple(columns);
        tuple.addValue(decidedAt == null ? null : decidedAt.atOffset(ZoneOffset.UTC));
        return keys(transaction.preparedQuery(INSERT).executeAndAwait(tuple));
    }

    private static <T> T[] column(List<Event> rows, Function<Event, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static Set<UUID> keys(Iterable<Row> rows) {
        Set<UUID> keys = new HashSet<>();
        rows.forEach(row -> keys.add(row.getUUID(0)));
        return keys;
    }
}
