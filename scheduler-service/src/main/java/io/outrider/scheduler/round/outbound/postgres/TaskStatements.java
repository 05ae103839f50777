package io.outrider.scheduler.round.outbound.postgres;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.outbox.Columns;
import io.outrider.scheduler.round.application.TaskEntry;
import io.outrider.scheduler.task.outbound.postgres.TaskCells;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Statements that read and write tasks. */
final class TaskStatements {

    private static final String SELECTED = """
            t.id, t.place, t.seq, t.queue, t.status, t.reason, t.attempt, t.epoch, t.refused_by, t.node, t.deadline,
            t.started_at, t.finished_at, t.exit_code, t.outputs, t.artifacts, t.log_size,
            """ + JobColumns.SELECTED;

    static final String LOAD = "select " + SELECTED + """

            from task t join job j on j.id = t.job_id
            where t.id = any($1)
            order by t.job_id, t.id for update of j, t""";

    static final String LOAD_MORE = "select " + SELECTED + """

            from task t join job j on j.id = t.job_id
            where t.id in (
                select unnest($1::text[])
                union select id from task where job_id = any($2) and deadline is not null
                union select id from task where node = any($3) and status = 'ASSIGNED')
            order by t.job_id, t.id for update of j, t""";

    /** A loose index scan: one probe for each queue of a selector, and for each of those asked for, however many wait. */
    static final String WAITING_QUEUES = """
            with recursive queues as (
                (select queue from task where status = 'PENDING' and queue >= 's:' order by queue limit 1)
                union all
                select (select t.queue from task t where t.status = 'PENDING' and t.queue > q.queue
                        order by t.queue limit 1)
                from queues q where q.queue is not null)
            (select queue from queues where queue is not null limit 1000)
            union all
            select named from unnest($1::text[]) as named
            where exists (select from task t where t.status = 'PENDING' and t.queue = named)""";

    static final String CLAIM = "select " + SELECTED + """

            from unnest($1::text[], $2::int[]) as q (queue, room)
            cross join lateral (
                select * from task w where w.queue = q.queue and w.status = 'PENDING'
                order by w.seq limit q.room for update skip locked) t
            join job j on j.id = t.job_id
            order by t.seq""";

    static final String INSERT = """
            insert into task (id, job_id, place, queue, status, reason, attempt, epoch, refused_by, node, deadline, log_size)
            select * from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::int[],
                $8::int[], $9::text[], $10::text[], $11::timestamptz[], $12::bigint[])""";

    static final String UPDATE = """
            update task set status = u.status, reason = u.reason, attempt = u.attempt, epoch = u.epoch,
                refused_by = u.refused_by, node = u.node, deadline = u.deadline, started_at = u.started_at,
                finished_at = u.finished_at, exit_code = u.exit_code, outputs = u.outputs, artifacts = u.artifacts,
                log_size = u.log_size
            from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::text[],
                $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::int[], $12::text[], $13::text[],
                $14::bigint[])
                as u (id, status, reason, attempt, epoch, refused_by, node, deadline, started_at, finished_at, exit_code,
                    outputs, artifacts, log_size)
            where task.id = u.id""";

    private record Line(TaskEntry entry, TaskCells cells) {}

    private TaskStatements() {}

    static TaskCells cells(Row row) {
        return new TaskCells(
                row.getString("status"),
                row.getString("reason"),
                row.getInteger("attempt"),
                row.getInteger("epoch"),
                row.getString("refused_by"),
                row.getString("node"),
                Columns.instant(row.getOffsetDateTime("deadline")),
                Columns.instant(row.getOffsetDateTime("started_at")),
                Columns.instant(row.getOffsetDateTime("finished_at")),
                row.getInteger("exit_code"),
                row.getString("outputs"),
                row.getString("artifacts"),
                row.getLong("log_size"));
    }

    static Tuple insert(List<TaskEntry> tasks, ObjectMapper json) {
        return lines(tasks, json)
                .text(line -> line.entry().id().value())
                .text(line -> line.entry().job().job().id().value())
                .integer(line -> line.entry().place())
                .text(line -> line.entry().target().queue())
                .text(line -> line.cells().status())
                .text(line -> line.cells().reason())
                .integer(line -> line.cells().attempt())
                .integer(line -> line.cells().epoch())
                .text(line -> line.cells().refusedBy())
                .text(line -> line.cells().node())
                .time(line -> line.cells().deadline())
                .bigint(line -> line.cells().logSize())
                .tuple();
    }

    static Tuple update(List<TaskEntry> tasks, ObjectMapper json) {
        return lines(tasks, json)
                .text(line -> line.entry().id().value())
                .text(line -> line.cells().status())
                .text(line -> line.cells().reason())
                .integer(line -> line.cells().attempt())
                .integer(line -> line.cells().epoch())
                .text(line -> line.cells().refusedBy())
                .text(line -> line.cells().node())
                .time(line -> line.cells().deadline())
                .time(line -> line.cells().startedAt())
                .time(line -> line.cells().finishedAt())
                .integer(line -> line.cells().exitCode())
                .text(line -> line.cells().outputs())
                .text(line -> line.cells().artifacts())
                .bigint(line -> line.cells().logSize())
                .tuple();
    }

    private static Columns<Line> lines(List<TaskEntry> tasks, ObjectMapper json) {
        return Columns.of(tasks.stream()
                .map(entry -> new Line(entry, TaskCells.of(entry.state(), json)))
                .toList());
    }
}
