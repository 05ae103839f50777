package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.JobOrder;
import io.outrider.reactor.reaction.domain.Outcome;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes the decision log in batches, in the caller's transaction. */
@ApplicationScoped
public class DecisionTable {

    /** Longer reasons are cut: a template's error may repeat the template. */
    private static final int MAX_REASON = 2_000;

    private static final String INSERT = """
            insert into decision (event_key, reaction, version, outcome, reason, decided_at)
            select * from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::timestamptz[])""";

    private static final String INSERT_JOBS = """
            insert into started_job (job_id, event_key, reaction, position)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[])""";

    private record StartedJob(UUID job, UUID event, String reaction, int position) {}

    /** Appends lines, and the jobs that they started. */
    public void insert(SqlConnection transaction, List<Decided> lines) {
        if (lines.isEmpty()) {
            return;
        }
        transaction
                .preparedQuery(INSERT)
                .executeAndAwait(Tuple.of(
                        column(lines, Decided::event, UUID[]::new),
                        column(lines, line -> line.decision().reaction().name(), String[]::new),
                        column(lines, line -> line.decision().reaction().version(), Integer[]::new),
                        column(lines, line -> outcome(line.decision().outcome()), String[]::new),
                        column(lines, line -> reason(line.decision().outcome()), String[]::new),
                        column(lines, line -> line.decision().at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new)));
        List<StartedJob> jobs =
                lines.stream().flatMap(line -> jobs(line).stream()).toList();
        if (!jobs.isEmpty()) {
            transaction
                    .preparedQuery(INSERT_JOBS)
                    .executeAndAwait(Tuple.of(
                            column(jobs, StartedJob::job, UUID[]::new),
                            column(jobs, StartedJob::event, UUID[]::new),
                            column(jobs, StartedJob::reaction, String[]::new),
                            column(jobs, StartedJob::position, Integer[]::new)));
        }
    }

    private static List<StartedJob> jobs(Decided line) {
        List<StartedJob> jobs = new ArrayList<>();
        if (line.decision().outcome() instanceof Outcome.Fired fired) {
            for (JobOrder order : fired.jobs()) {
                jobs.add(new StartedJob(
                        order.jobId(), line.event(), line.decision().reaction().name(), jobs.size()));
            }
        }
        return jobs;
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Fired fired -> "FIRED";
            case Outcome.NotMatched notMatched -> "NOT_MATCHED";
            case Outcome.Failed failed -> "ERROR";
        };
    }

    private static @Nullable String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Fired fired -> null;
            case Outcome.NotMatched notMatched -> notMatched.reason();
            case Outcome.Failed failed -> storable(failed.reason());
        };
    }

    /** PostgreSQL takes every character but NUL, which an event's data may carry into a reason. */
    private static String storable(String reason) {
        String text = reason.replace('\0', ' ');
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON) + "…";
    }

    private static <S, T> T[] column(List<S> rows, Function<S, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
