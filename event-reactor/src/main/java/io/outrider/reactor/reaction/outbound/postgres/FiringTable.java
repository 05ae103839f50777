package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.outbox.Columns;
import io.outrider.reactor.reaction.domain.FiringLine;
import io.outrider.reactor.reaction.domain.JobNews;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Writes firings and the jobs that they started, in batches, in the caller's transaction. */
@ApplicationScoped
public class FiringTable {

    /** An id that is taken can only be the same firing, of an event that was forgotten and came again. */
    private static final String INSERT = """
            insert into firing (id, project, reaction, version, group_key, event_key, occurrences, cause, outcome, reason, fired_at)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::uuid[], $7::bigint[], $8::text[],
              $9::text[], $10::text[], $11::timestamptz[])
            on conflict do nothing""";

    private static final String INSERT_JOBS = """
            insert into started_job (job_id, firing_id, position)
            select * from unnest($1::uuid[], $2::uuid[], $3::int[])
            on conflict do nothing""";

    /** A job that ended stays ended, whatever is read again; rows are taken in one order by all. */
    private static final String HEARD = """
            with news as (select * from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as n (job_id, status, ended_at)),
            known as (select j.job_id from started_job j join news n using (job_id) where j.ended_at is null order by j.job_id
              for update of j)
            update started_job j set status = n.status, ended_at = n.ended_at
            from known k join news n using (job_id), firing f
            where j.job_id = k.job_id and f.id = j.firing_id
            returning j.job_id, j.ended_at, f.project, f.reaction, f.group_key""";

    /** By reaction, since the index is. Reactions that were deleted are still there. */
    private static final String FORGET = """
            delete from firing where id in (select f.id from reaction r cross join lateral (
              select id from firing where project = r.project and reaction = r.name and fired_at < $1 limit $2) f limit $2)""";

    /** A job that was started. */
    public record StartedJob(UUID job, UUID firing, int position) {}

    /** A job that a reaction waits for no longer, and whose it was. */
    public record EndedJob(UUID job, String project, String reaction, String group) {}

    /** Appends firings. */
    public Uni<?> insert(SqlConnection transaction, List<FiringLine> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(INSERT)
                .execute(Columns.of(lines)
                        .uuid(FiringLine::id)
                        .text(FiringLine::project)
                        .text(FiringLine::reaction)
                        .integer(FiringLine::version)
                        .text(FiringLine::group)
                        .uuid(FiringLine::event)
                        .bigint(FiringLine::occurrences)
                        .text(FiringLine::cause)
                        .text(FiringLine::outcome)
                        .text(line -> Reasons.storable(line.reason()))
                        .time(FiringLine::at)
                        .tuple());
    }

    /** Appends the jobs of firings. */
    public Uni<?> insertJobs(SqlConnection transaction, List<StartedJob> jobs) {
        if (jobs.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(INSERT_JOBS)
                .execute(Columns.of(jobs)
                        .uuid(StartedJob::job)
                        .uuid(StartedJob::firing)
                        .integer(StartedJob::position)
                        .tuple());
    }

    /** Deletes firings from before this time, and their jobs with them; returns how many. */
    public long forget(SqlConnection transaction, Instant before, int count) {
        return transaction
                .preparedQuery(FORGET)
                .executeAndAwait(Tuple.of(Columns.offset(before), count))
                .rowCount();
    }

    /** Notes what is new of jobs that reactions started, at most one line a job; returns those that ended with it. */
    public List<EndedJob> heard(SqlConnection transaction, Collection<JobNews> news) {
        List<JobNews> ordered =
                news.stream().sorted(Comparator.comparing(JobNews::job)).toList();
        List<EndedJob> ended = new ArrayList<>();
        for (Row row : transaction
                .preparedQuery(HEARD)
                .executeAndAwait(Columns.of(ordered)
                        .uuid(JobNews::job)
                        .text(JobNews::status)
                        .time(JobNews::endedAt)
                        .tuple())) {
            if (row.getOffsetDateTime(1) != null) {
                ended.add(new EndedJob(row.getUUID(0), row.getString(2), row.getString(3), row.getString(4)));
            }
        }
        return ended;
    }
}
