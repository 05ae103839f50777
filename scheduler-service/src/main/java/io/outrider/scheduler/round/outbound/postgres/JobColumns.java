package io.outrider.scheduler.round.outbound.postgres;

import io.outrider.outbox.Columns;
import io.outrider.scheduler.job.domain.Aim;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.job.domain.JobStatus;
import io.outrider.scheduler.job.domain.Tally;
import io.outrider.scheduler.round.application.JobEntry;
import io.outrider.scheduler.task.domain.OnLost;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job and its state as columns and back; in a join a job's columns begin with {@code j_}. */
final class JobColumns {

    /** Names of sensitive parameters are JSON Schema property names; a line feed is the one thing they are joined by. */
    private static final String BETWEEN = "\n";

    static final String SELECTED = """
            j.id j_id, j.project j_project, j.template j_template, j.version j_version, j.method j_method,
            j.parameters j_parameters, j.sensitive j_sensitive, j.target_node j_node, j.target_selector j_selector,
            j.target_all j_all, j.timeout_ms j_timeout, j.retry_limit j_retries, j.backoff_ms j_backoff,
            j.on_lost j_on_lost, j.event j_event, j.reaction j_reaction, j.causation_depth j_depth,
            j.created_by j_created_by, j.created_at j_created_at, j.correlation_id j_correlation,
            j.causation_id j_causation, j.traceparent j_traceparent, j.status j_status, j.reason j_reason,
            j.outputs j_outputs, j.tasks_total j_total, j.tasks_open j_open, j.tasks_failed j_failed,
            j.first_failure j_first_failure, j.started_at j_started_at, j.finished_at j_finished_at""";

    private JobColumns() {}

    static String joined(List<String> names) {
        return String.join(BETWEEN, names);
    }

    static JobEntry entry(Row row) {
        return JobEntry.loaded(job(row), state(row));
    }

    private static Job job(Row row) {
        String sensitive = row.getString("j_sensitive");
        return new Job(
                new JobId(row.getString("j_id")),
                row.getString("j_project"),
                row.getString("j_template"),
                row.getString("j_version"),
                row.getString("j_method"),
                row.getString("j_parameters"),
                sensitive.isEmpty() ? List.of() : List.of(sensitive.split(BETWEEN)),
                new Aim(row.getString("j_node"), row.getString("j_selector"), row.getBoolean("j_all")),
                Duration.ofMillis(row.getLong("j_timeout")),
                row.getInteger("j_retries"),
                Duration.ofMillis(row.getLong("j_backoff")),
                OnLost.valueOf(row.getString("j_on_lost")),
                row.getString("j_event"),
                row.getString("j_reaction"),
                row.getInteger("j_depth"),
                row.getString("j_created_by"),
                row.getOffsetDateTime("j_created_at").toInstant(),
                new Job.Origin(
                        row.getString("j_correlation"), row.getString("j_causation"), row.getString("j_traceparent")));
    }

    private static JobState state(Row row) {
        JobStatus status = JobStatus.valueOf(row.getString("j_status"));
        Tally tally = new Tally(
                row.getInteger("j_total"),
                row.getInteger("j_open"),
                row.getInteger("j_failed"),
                row.getString("j_first_failure"));
        return JobState.restored(
                status,
                tally,
                row.getString("j_reason"),
                row.getString("j_outputs"),
                Columns.instant(row.getOffsetDateTime("j_started_at")),
                Columns.instant(row.getOffsetDateTime("j_finished_at")));
    }

    static @Nullable String reason(JobEntry entry) {
        return switch (entry.state()) {
            case JobState.Queued s -> null;
            case JobState.Running s -> null;
            case JobState.Cancelling s -> s.reason();
            case JobState.Ended s -> s.reason();
        };
    }

    static @Nullable String outputs(JobEntry entry) {
        return entry.state() instanceof JobState.Ended ended ? ended.outputs() : null;
    }

    static @Nullable Instant startedAt(JobEntry entry) {
        return switch (entry.state()) {
            case JobState.Queued s -> null;
            case JobState.Running s -> s.startedAt();
            case JobState.Cancelling s -> s.startedAt();
            case JobState.Ended s -> s.startedAt();
        };
    }

    static @Nullable Instant finishedAt(JobEntry entry) {
        return entry.state() instanceof JobState.Ended ended ? ended.finishedAt() : null;
    }
}
