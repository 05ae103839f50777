package io.outrider.reactor.reaction.outbound.postgres;

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
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a reaction did lately. The decision log is written far more often than it is read, so it has no index by reaction: lately means
 * among the newest events of the project and the newest firings of the reaction.
 */
@ApplicationScoped
public class RecentReads {

    /** Events that are looked at: some ten milliseconds. */
    public static final int EVENTS = 10_000;

    /** Firings that are looked at for jobs that run. */
    public static final int FIRINGS = 1_000;

    private static final String NEWEST_EVENTS =
            "(select event_key, id, source, type, seq from event where project = $1 order by seq desc limit " + EVENTS
                    + ") e";

    private static final String DECISIONS = """
            select d.version, d.group_key, d.outcome, d.cause, d.until, d.reason, d.decided_at, d.event_key, e.id, e.source, e.type
            from %s join decision d on d.event_key = e.event_key and d.reaction = $2 order by e.seq desc limit $3""".formatted(NEWEST_EVENTS);

    private static final String OUTCOMES = """
            select d.outcome, count(*) from %s join decision d on d.event_key = e.event_key and d.reaction = $2
            group by d.outcome order by d.outcome""".formatted(NEWEST_EVENTS);

    private static final String RUNNING = """
            select j.job_id, f.id, f.group_key, f.fired_at, count(*) over ()
            from (select id, group_key, fired_at from firing where project = $1 and reaction = $2 order by fired_at desc limit $3) f
            join started_job j on j.firing_id = f.id where j.ended_at is null order by f.fired_at desc, j.position limit $4""";

    /** A line of the decision log with its event's name. */
    public record Line(DecisionEntity decision, String id, String source, String type) {}

    /** A job of which no end was heard. */
    public record RunningJob(UUID job, UUID firing, String group, Instant at) {}

    /** Some jobs, and how many there are. */
    public record Running(List<RunningJob> first, long count) {}

    private final Pool pool;

    RecentReads(Pool pool) {
        this.pool = pool;
    }

    /** Returns the newest lines about a reaction. */
    public Uni<List<Line>> decisions(String project, String reaction, int count) {
        return pool.preparedQuery(DECISIONS)
                .execute(Tuple.of(project, reaction, count))
                .map(rows -> stream(rows).map(row -> line(row, reaction)).toList());
    }

    /** Returns how often a reaction decided how. */
    public Uni<Map<String, Long>> outcomes(String project, String reaction) {
        return pool.preparedQuery(OUTCOMES).execute(Tuple.of(project, reaction)).map(rows -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            rows.forEach(row -> counts.put(row.getString(0), row.getLong(1)));
            return counts;
        });
    }

    /** Returns the newest jobs of a reaction that run, or at least have not ended as far as is known. */
    public Uni<Running> running(String project, String reaction, int count) {
        return pool.preparedQuery(RUNNING)
                .execute(Tuple.of(project, reaction, FIRINGS, count))
                .map(rows -> new Running(
                        stream(rows).map(RecentReads::job).toList(),
                        stream(rows).findFirst().map(row -> row.getLong(4)).orElse(0L)));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static RunningJob job(Row row) {
        return new RunningJob(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getOffsetDateTime(3).toInstant());
    }

    private static Line line(Row row, String reaction) {
        DecisionEntity decision = new DecisionEntity();
        decision.reaction = reaction;
        decision.version = row.getInteger(0);
        decision.groupKey = row.getString(1);
        decision.outcome = row.getString(2);
        decision.cause = row.getString(3);
        decision.until = instant(row, 4);
        decision.reason = row.getString(5);
        decision.decidedAt = row.getOffsetDateTime(6).toInstant();
        decision.event = row.getUUID(7);
        return new Line(decision, row.getString(8), row.getString(9), row.getString(10));
    }

    private static @Nullable Instant instant(Row row, int column) {
        return row.getOffsetDateTime(column) == null
                ? null
                : row.getOffsetDateTime(column).toInstant();
    }
}
