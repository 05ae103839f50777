package io.outrider.scheduler.job.outbound.postgres;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.outbox.Columns;
import io.outrider.scheduler.job.application.JobDetails;
import io.outrider.scheduler.job.application.JobReading;
import io.outrider.scheduler.job.domain.Aim;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.job.domain.JobStatus;
import io.outrider.scheduler.job.domain.Tally;
import io.outrider.scheduler.node.domain.Target;
import io.outrider.scheduler.task.domain.OnLost;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.scheduler.task.outbound.postgres.TaskCells;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Jobs through Hibernate Reactive, without ever blocking. */
@ApplicationScoped
class HibernateJobs implements JobReading {

    private static final String LIST = """
            from JobRow j where j.project = :project
            and (cast(:status as String) is null or j.status = :status)
            and (cast(:template as String) is null or j.template = :template)
            and (cast(:reaction as String) is null or j.reaction = :reaction) and j.seq < :after
            order by j.seq desc""";

    private static final String TASKS = "from TaskRow t where t.jobId in :jobs order by t.jobId, t.place";

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;
    private final Vertx vertx;

    HibernateJobs(Mutiny.SessionFactory sessions, ObjectMapper json, Vertx vertx) {
        this.sessions = sessions;
        this.vertx = vertx;
        this.json = json;
    }

    @Override
    public Uni<@Nullable JobDetails> find(JobId id) {
        return inSession(session -> session.createSelectionQuery("from JobRow j where j.id = :id", JobRow.class)
                .setParameter("id", id.value())
                .getResultList()
                .chain(rows -> withTasks(session, rows))
                .map(found -> found.isEmpty() ? null : found.getFirst().details()));
    }

    @Override
    public Uni<@Nullable Known> underKey(String project, String key) {
        return inSession(session -> session.createNativeQuery(
                        "select id, request_hash from job where project = :project and idempotency_key = :key",
                        Object[].class)
                .setParameter("project", project)
                .setParameter("key", key)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : new Known(new JobId((String) row[0]), (String) row[1])));
    }

    @Override
    public Uni<List<Listed>> list(Filter filter) {
        JobStatus status = filter.status();
        return inSession(session -> session.createSelectionQuery(LIST, JobRow.class)
                .setParameter("project", filter.project())
                .setParameter("status", status == null ? null : status.name())
                .setParameter("template", filter.template())
                .setParameter("reaction", filter.reaction())
                .setParameter("after", filter.after() == null ? Long.MAX_VALUE : filter.after())
                .setMaxResults(filter.limit())
                .getResultList()
                .chain(rows -> withTasks(session, rows)));
    }

    /** Hibernate Reactive works on event loops only; whoever asks from another thread is answered there. */
    private <R> Uni<R> inSession(Function<Mutiny.Session, Uni<R>> work) {
        if (Context.isOnEventLoopThread()) {
            return sessions.withSession(work);
        }
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        return Uni.createFrom()
                .emitter(answer -> context.runOnContext(
                        any -> sessions.withSession(work).subscribe().with(answer::complete, answer::fail)));
    }

    private Uni<List<Listed>> withTasks(Mutiny.Session session, List<JobRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery(TASKS, TaskRow.class)
                .setParameter("jobs", rows.stream().map(row -> row.id).toList())
                .getResultList()
                .map(tasks -> {
                    Map<String, List<TaskRow>> byJob = tasks.stream().collect(Collectors.groupingBy(row -> row.jobId));
                    return rows.stream()
                            .map(row -> listed(row, byJob.getOrDefault(row.id, List.of())))
                            .toList();
                });
    }

    private Listed listed(JobRow row, List<TaskRow> tasks) {
        JobState state = JobState.restored(
                JobStatus.valueOf(row.status),
                new Tally(row.tasksTotal, row.tasksOpen, row.tasksFailed, row.firstFailure),
                row.reason,
                row.outputs,
                Columns.instant(row.startedAt),
                Columns.instant(row.finishedAt));
        return new Listed(
                row.seq,
                new JobDetails(job(row), state, tasks.stream().map(this::task).toList()));
    }

    private JobDetails.TaskDetails task(TaskRow row) {
        TaskCells cells = new TaskCells(
                row.status,
                row.reason,
                row.attempt,
                row.epoch,
                row.refusedBy,
                row.node,
                Columns.instant(row.deadline),
                Columns.instant(row.startedAt),
                Columns.instant(row.finishedAt),
                row.exitCode,
                row.outputs,
                row.artifacts,
                row.logSize);
        return new JobDetails.TaskDetails(new TaskId(row.id), Target.ofQueue(row.queue), cells.state(json));
    }

    private static Job job(JobRow row) {
        return new Job(
                new JobId(row.id),
                row.project,
                row.template,
                row.version,
                row.method,
                row.parameters,
                row.sensitive.isEmpty() ? List.of() : List.of(row.sensitive.split("\n")),
                new Aim(row.targetNode, row.targetSelector, row.targetAll),
                Duration.ofMillis(row.timeoutMs),
                row.retryLimit,
                Duration.ofMillis(row.backoffMs),
                OnLost.valueOf(row.onLost),
                row.event,
                row.reaction,
                row.causationDepth,
                row.createdBy,
                row.createdAt.toInstant(),
                new Job.Origin(row.correlationId, row.causationId, row.traceparent));
    }
}
