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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Writes events in batches, in the caller's transaction. Rows are numbered in the order in which they are decided, and taken in that of their
 * keys, so that batches never lock crosswise.
 */
@ApplicationScoped
public class EventTable {

    /** Those that are there undecided were stored by an earlier version, which wrote before it decided. */
    private static final String CLAIM = """
            with numbered as materialized (
              select nextval('event_seq_seq'), e.*, $12::timestamptz from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[],
                $6::text[], $7::timestamptz[], $8::text[], $9::text[], $10::int[], $11::timestamptz[])
                e (event_key, project, source, id, type, subject, time, extensions, data, causation_depth, received_at))
            insert into event (seq, event_key, project, source, id, type, subject, time, extensions, data, causation_depth, received_at,
              decided_at) overriding system value
            select * from numbered order by event_key
            on conflict (event_key) do update set decided_at = excluded.decided_at where event.decided_at is null
            returning event_key""";

    /**
     * Claims the events for a decision: stores those that nobody has decided yet.
     *
     * @return the keys of those that the caller has to decide
     */
    public Set<UUID> claim(SqlConnection transaction, List<Event> events, Instant now) {
        Map<UUID, Event> byKey = new LinkedHashMap<>();
        events.stream()
                .sorted(Comparator.comparing(Event::receivedAt))
                .forEach(event -> byKey.putIfAbsent(event.key(), event));
        List<Event> rows = List.copyOf(byKey.values());
        List<Object> columns = new ArrayList<>();
        columns.add(byKey.keySet().toArray(UUID[]::new));
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
        columns.add(now.atOffset(ZoneOffset.UTC));
        return keys(transaction.preparedQuery(CLAIM).executeAndAwait(Tuple.tuple(columns)));
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
