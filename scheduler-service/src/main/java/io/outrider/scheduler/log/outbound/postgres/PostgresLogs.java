package io.outrider.scheduler.log.outbound.postgres;

import io.outrider.outbox.Columns;
import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.log.application.LogRows;
import io.outrider.scheduler.log.domain.Chunk;
import io.outrider.scheduler.log.domain.Entry;
import io.outrider.scheduler.log.domain.Stream;
import io.outrider.scheduler.task.domain.TaskId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The table log_chunk. Chunks of one job come through one partition and are stored one batch after the other, so within
 * a job a higher {@code seq} is never visible before a lower one.
 */
@ApplicationScoped
class PostgresLogs implements LogRows {

    private static final String STORE = """
            insert into log_chunk (task_id, attempt, epoch, start, job_id, data, at)
            select * from unnest($1::text[], $2::int[], $3::int[], $4::bigint[], $5::text[], $6::bytea[], $7::timestamptz[])
            on conflict do nothing""";

    private static final String AFTER = """
            select seq, task_id, attempt, epoch, start, data, at from log_chunk
            where job_id = $1 and seq > $2 order by seq limit $3""";

    private static final String OF_TASK = """
            select seq, task_id, attempt, epoch, start, data, at from log_chunk
            where task_id = $1 and (attempt, epoch, start) > ($2, $3, $4) order by attempt, epoch, start limit $5""";

    private static final String TAILS = """
            with stream as (
                select task_id, attempt, epoch, max(start + length(data)) - $3::int as tail from log_chunk
                where job_id = $1 and seq <= $2 group by task_id, attempt, epoch)
            select seq, task_id, attempt, epoch, greatest(start, tail),
                substring(data from greatest(tail - start, 0)::int + 1), at
            from log_chunk join stream using (task_id, attempt, epoch)
            where job_id = $1 and seq <= $2 and start + length(data) > tail order by start""";

    private static final String MISSING = """
            select coalesce(sum(greatest(0, t.log_size - coalesce((
                select max(c.start + length(c.data)) from log_chunk c
                where c.task_id = t.id and c.attempt = t.attempt and c.epoch = t.epoch), 0))), 0)::bigint
            from task t where t.job_id = $1""";

    private final Pool pool;

    PostgresLogs(Pool pool) {
        this.pool = pool;
    }

    @Override
    public void store(OpenTransaction tx, List<Chunk> chunks) {
        tx.preparedQuery(STORE)
                .executeAndAwait(Columns.of(chunks)
                        .text(chunk -> chunk.stream().task().value())
                        .integer(chunk -> chunk.stream().attempt())
                        .integer(chunk -> chunk.stream().epoch())
                        .bigint(Chunk::start)
                        .text(chunk -> chunk.job().value())
                        .bytes(Chunk::bytes)
                        .time(Chunk::at)
                        .tuple());
    }

    @Override
    public List<Entry> after(JobId job, long seq, int most) {
        return entries(job, pool.preparedQuery(AFTER).executeAndAwait(Tuple.of(job.value(), seq, most)));
    }

    @Override
    public List<Entry> ofTask(JobId job, Stream stream, long start, int most) {
        return entries(
                job,
                pool.preparedQuery(OF_TASK)
                        .executeAndAwait(
                                Tuple.of(stream.task().value(), stream.attempt(), stream.epoch(), start, most)));
    }

    private static List<Entry> entries(JobId job, RowSet<Row> rows) {
        List<Entry> entries = new ArrayList<>();
        for (Row row : rows) {
            entries.add(new Entry(
                    row.getLong(0),
                    new Chunk(
                            job,
                            stream(row, 1),
                            row.getLong(4),
                            ByteBuffer.wrap(row.getBuffer(5).getBytes()),
                            row.getOffsetDateTime(6).toInstant())));
        }
        return entries;
    }

    @Override
    public List<Entry> tails(JobId job, long seq, int bytes) {
        return entries(job, pool.preparedQuery(TAILS).executeAndAwait(Tuple.of(job.value(), seq, bytes)));
    }

    @Override
    public long missing(JobId job) {
        return pool.preparedQuery(MISSING)
                .executeAndAwait(Tuple.of(job.value()))
                .iterator()
                .next()
                .getLong(0);
    }

    private static Stream stream(Row row, int first) {
        return new Stream(new TaskId(row.getString(first)), row.getInteger(first + 1), row.getInteger(first + 2));
    }
}
