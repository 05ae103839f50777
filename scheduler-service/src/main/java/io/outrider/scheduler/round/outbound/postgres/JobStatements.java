package io.outrider.scheduler.round.outbound.postgres;

import io.outrider.outbox.Columns;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.round.application.JobEntry;
import io.outrider.scheduler.round.application.RoundCommand.Submit;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Statements that write jobs. */
final class JobStatements {

    static final String INSERT = """
            insert into job (id, project, template, version, method, parameters, sensitive, target_node, target_selector,
                target_all, timeout_ms, retry_limit, backoff_ms, on_lost, event, reaction, causation_depth, created_by,
                created_at, idempotency_key, request_hash, correlation_id, causation_id, traceparent, status, reason,
                tasks_total, tasks_open, tasks_failed, finished_at)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::boolean[], $11::bigint[], $12::int[], $13::bigint[], $14::text[], $15::text[],
                $16::text[], $17::int[], $18::text[], $19::timestamptz[], $20::text[], $21::text[], $22::text[],
                $23::text[], $24::text[], $25::text[], $26::text[], $27::int[], $28::int[], $29::int[], $30::timestamptz[])
            on conflict do nothing returning id""";

    static final String UPDATE = """
            update job set status = u.status, reason = u.reason, outputs = u.outputs, tasks_open = u.open,
                tasks_failed = u.failed, first_failure = u.first_failure, started_at = u.started_at,
                finished_at = u.finished_at
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[],
                $8::timestamptz[], $9::timestamptz[])
                as u (id, status, reason, outputs, open, failed, first_failure, started_at, finished_at)
            where job.id = u.id""";

    private JobStatements() {}

    /** Sorted by key, then id: the order in which replicas wait for each other's keys. */
    static Tuple insert(List<JobEntry> jobs, Map<JobId, Submit> submits) {
        record New(JobEntry entry, Submit submit) {}
        List<New> rows = jobs.stream()
                .map(entry -> new New(
                        entry, Objects.requireNonNull(submits.get(entry.job().id()))))
                .sorted(Comparator.comparing((New row) -> row.submit().key(), Comparator.nullsLast(String::compareTo))
                        .thenComparing(row -> row.entry().job().id()))
                .toList();
        return Columns.of(rows)
                .text(row -> row.entry().job().id().value())
                .text(row -> row.entry().job().project())
                .text(row -> row.entry().job().template())
                .text(row -> row.entry().job().version())
                .text(row -> row.entry().job().method())
                .text(row -> row.entry().job().parameters())
                .text(row -> JobColumns.joined(row.entry().job().sensitive()))
                .text(row -> row.entry().job().aim().node())
                .text(row -> row.entry().job().aim().selector())
                .bool(row -> row.entry().job().aim().all())
                .bigint(row -> row.entry().job().timeout().toMillis())
                .integer(row -> row.entry().job().retries())
                .bigint(row -> row.entry().job().backoff().toMillis())
                .text(row -> row.entry().job().onLost().name())
                .text(row -> row.entry().job().event())
                .text(row -> row.entry().job().reaction())
                .integer(row -> row.entry().job().causationDepth())
                .text(row -> row.entry().job().createdBy())
                .time(row -> row.entry().job().createdAt())
                .text(row -> row.submit().key())
                .text(row -> row.submit().fingerprint())
                .text(row -> row.entry().job().origin().correlationId())
                .text(row -> row.entry().job().origin().causationId())
                .text(row -> row.entry().job().origin().traceparent())
                .text(row -> row.entry().state().status().name())
                .text(row -> JobColumns.reason(row.entry()))
                .integer(row -> row.entry().state().tally().total())
                .integer(row -> row.entry().state().tally().open())
                .integer(row -> row.entry().state().tally().unsuccessful())
                .time(row -> JobColumns.finishedAt(row.entry()))
                .tuple();
    }

    static Tuple update(List<JobEntry> jobs) {
        return Columns.of(jobs)
                .text(entry -> entry.job().id().value())
                .text(entry -> entry.state().status().name())
                .text(JobColumns::reason)
                .text(JobColumns::outputs)
                .integer(entry -> entry.state().tally().open())
                .integer(entry -> entry.state().tally().unsuccessful())
                .text(entry -> entry.state().tally().firstFailure())
                .time(JobColumns::startedAt)
                .time(JobColumns::finishedAt)
                .tuple();
    }
}
