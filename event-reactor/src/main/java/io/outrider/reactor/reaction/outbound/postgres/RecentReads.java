package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.DecisionLine;
import io.outrider.reactor.reaction.domain.NamedDecision;
import io.outrider.reactor.reaction.domain.RunningJobs;
import io.outrider.reactor.reaction.domain.UnansweredEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a reaction did lately. The decision log is written far more often than it is read, so it has no index by reaction: lately means
 * among the newest events of the types that it names, where these are not too many, and else of the project, and among its newest firings.
 */
@ApplicationScoped
public class RecentReads {

    /** Events that are looked at: some ten milliseconds. */
    public static final int EVENTS = 10_000;

    /** Firings that are looked at for jobs that run. */
    public static final int FIRINGS = 1_000;

    private static final String NEWEST_EVENTS =
            "(select event_key, id, source, type, seq, decided_at from event where project = $1 and %s order by seq desc limit "
                    + EVENTS + ") e";

    private static final String OF_ALL_TYPES = NEWEST_EVENTS.formatted("$3::text[] is null");

    /** Each type has its part of the index. */
    private static final String OF_TYPES = "(select e.* from unnest($3::text[]) named cross join lateral "
            + NEWEST_EVENTS.formatted("type = named") + " order by e.seq desc limit " + EVENTS + ") e";

    private static final String DECISIONS = """
            select d.version, d.group_key, d.outcome, d.cause, d.until, d.reason, d.decided_at, d.event_key, e.id, e.source, e.type
            from %s join decision d on d.event_key = e.event_key and d.reaction = $2 order by e.seq desc limit $4""";

    private static final String OUTCOMES = """
            select d.outcome, count(*) from %s join decision d on d.event_key = e.event_key and d.reaction = $2
            group by d.outcome order by d.outcome""";

    private static final String UNANSWERED = """
            select e.event_key, e.id, e.source, e.type, e.decided_at from %s
            left join decision d on d.event_key = e.event_key and d.reaction = $2
            where d.event_key is null and e.decided_at is not null order by e.seq desc limit $4""";

    private static final String RUNNING = """
            select j.job_id, f.id, f.group_key, f.fired_at, count(*) over ()
            from (select id, group_key, fired_at from firing where project = $1 and reaction = $2 order by fired_at desc limit $3) f
            join started_job j on j.firing_id = f.id where j.ended_at is null order by f.fired_at desc, j.position limit $4""";

    /** Whose decisions; without types all events are looked at. */
    public record Of(String project, String reaction, Optional<List<String>> types) {

        private String query(String query) {
            return query.formatted(types.isPresent() ? OF_TYPES : OF_ALL_TYPES);
        }

        private Tuple tuple() {
            return Tuple.of(
                    project,
                    reaction,
                    types.map(named -> named.toArray(String[]::new)).orElse(null));
        }
    }

    private final Pool pool;

    RecentReads(Pool pool) {
        this.pool = pool;
    }

    /** Returns the newest lines about a reaction. */
    public Uni<List<NamedDecision>> decisions(Of of, int count) {
        return pool.preparedQuery(of.query(DECISIONS))
                .execute(of.tuple().addInteger(count))
                .map(rows -> stream(rows).map(row -> line(row, of.reaction())).toList());
    }

    /** Returns how often a reaction decided how. */
    public Uni<Map<String, Long>> outcomes(Of of) {
        return pool.preparedQuery(of.query(OUTCOMES)).execute(of.tuple()).map(rows -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            rows.forEach(row -> counts.put(row.getString(0), row.getLong(1)));
            return counts;
        });
    }

    /** Returns the newest events that the reaction has no line about; of its types, or none where these are too many. */
    public Uni<List<UnansweredEvent>> unanswered(Of of, int count) {
        if (of.types().isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return pool.preparedQuery(of.query(UNANSWERED))
                .execute(of.tuple().addInteger(count))
                .map(rows -> stream(rows)
                        .map(row -> new UnansweredEvent(
                                row.getUUID(0),
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getOffsetDateTime(4).toInstant()))
                        .toList());
    }

    /** Returns the newest jobs of a reaction that run, or at least have not ended as far as is known. */
    public Uni<RunningJobs> running(String project, String reaction, int count) {
        return pool.preparedQuery(RUNNING)
                .execute(Tuple.of(project, reaction, FIRINGS, count))
                .map(rows -> new RunningJobs(
                        stream(rows).map(RecentReads::job).toList(),
                        stream(rows).findFirst().map(row -> row.getLong(4)).orElse(0L)));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static RunningJobs.Job job(Row row) {
        return new RunningJobs.Job(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getOffsetDateTime(3).toInstant());
    }

    private static NamedDecision line(Row row, String reaction) {
        DecisionLine decision = new DecisionLine(
                row.getUUID(7),
                reaction,
                row.getInteger(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                instant(row, 4),
                null,
                row.getString(5),
                row.getOffsetDateTime(6).toInstant());
        return new NamedDecision(decision, row.getString(8), row.getString(9), row.getString(10));
    }

    private static @Nullable Instant instant(Row row, int column) {
        return row.getOffsetDateTime(column) == null
                ? null
                : row.getOffsetDateTime(column).toInstant();
    }
}
