package io.outrider.scheduler.round.outbound.postgres;

import io.outrider.outbox.Columns;
import io.outrider.scheduler.round.application.Deadlines;
import io.outrider.scheduler.task.domain.TaskId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Deadlines are a column with an index. */
@ApplicationScoped
class PostgresDeadlines implements Deadlines {

    private static final String DUE =
            "select id from task where deadline is not null and deadline <= $1 order by deadline limit $2";
    private static final String WAITING = "select count(*)::int from task where status = 'PENDING'";

    private final Pool pool;

    PostgresDeadlines(Pool pool) {
        this.pool = pool;
    }

    @Override
    public List<TaskId> due(Instant now, int most) {
        List<TaskId> due = new ArrayList<>();
        for (Row row : pool.preparedQuery(DUE).executeAndAwait(Tuple.of(Columns.offset(now), most))) {
            due.add(new TaskId(row.getString(0)));
        }
        return due;
    }

    @Override
    public int waiting() {
        return pool.preparedQuery(WAITING).executeAndAwait().iterator().next().getInteger(0);
    }
}
