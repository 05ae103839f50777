package io.outrider.scheduler.retention.outbound.postgres;

import io.outrider.outbox.Columns;
import io.outrider.scheduler.retention.application.Purge;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** One statement takes a job with all that belongs to it, or nothing. */
@ApplicationScoped
class PostgresPurge implements Purge {

    private static final String JOBS = """
            with old as (select id from job where finished_at < $1 order by finished_at limit $2 for update skip locked),
                logs as (delete from log_chunk where job_id in (select id from old)),
                tasks as (delete from task where job_id in (select id from old))
            delete from job where id in (select id from old)""";

    private static final String DEAD_LETTERS = "delete from dead_letter where at < $1";

    private final Pool pool;

    PostgresPurge(Pool pool) {
        this.pool = pool;
    }

    @Override
    public int jobs(Instant before, int most) {
        return pool.preparedQuery(JOBS)
                .executeAndAwait(Tuple.of(Columns.offset(before), most))
                .rowCount();
    }

    @Override
    public void deadLetters(Instant before) {
        pool.preparedQuery(DEAD_LETTERS).executeAndAwait(Tuple.of(Columns.offset(before)));
    }
}
