package io.outrider.gateway.transfer.outbound.postgres;

import io.outrider.gateway.attempt.application.Assignment.Causation;
import io.outrider.gateway.transfer.application.LogStanding;
import io.outrider.protocol.TaskRef;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What the table {@code task} says about bytes. Waits for the database. */
@ApplicationScoped
public class TransferTable {

    /** Held, or ended by the agent's own report: the rest of a log may come after it. */
    private static final String MINE = """
            task_id = $1 and attempt = $2 and epoch = $3 and node = $4
            and (status = 'HELD' or (status = 'ENDED' and reported))""";

    private static final String LOG =
            "select job_id, log_size, causation_id, correlation_id, actor, traceparent from task where " + MINE;

    private static final String HELD = """
            select 1 from task where task_id = $1 and attempt = $2 and epoch = $3 and node = $4 and status = 'HELD'""";

    private static final String ADVANCE = """
            update task set log_size = greatest(log_size, $4) where task_id = $1 and attempt = $2 and epoch = $3""";

    private static final String NEEDS = """
            select 1 from task where node = $1 and ended_at is null and $2 = any(blobs) limit 1""";

    private final Pool pool;

    TransferTable(Pool pool) {
        this.pool = pool;
    }

    /** Returns how the log of an attempt stands; empty if it is not this node's. */
    public Optional<LogStanding> log(TaskRef ref, String node) {
        for (Row row :
                pool.preparedQuery(LOG).executeAndAwait(Tuple.of(ref.task(), ref.attempt(), ref.epoch(), node))) {
            Causation causation = new Causation(
                    row.getString("causation_id"),
                    row.getString("correlation_id"),
                    row.getString("actor"),
                    row.getString("traceparent"));
            return Optional.of(new LogStanding(row.getString("job_id"), row.getLong("log_size"), causation));
        }
        return Optional.empty();
    }

    /** Tells whether the node holds the attempt. */
    public boolean isHeld(TaskRef ref, String node) {
        return pool.preparedQuery(HELD)
                        .executeAndAwait(Tuple.of(ref.task(), ref.attempt(), ref.epoch(), node))
                        .size()
                > 0;
    }

    /** Notes how far a log has come. */
    public void advance(TaskRef ref, long bytes) {
        pool.preparedQuery(ADVANCE).executeAndAwait(Tuple.of(ref.task(), ref.attempt(), ref.epoch(), bytes));
    }

    /** Tells whether an open attempt on the node needs the blob. */
    public boolean needsBlob(String node, String sha256) {
        return pool.preparedQuery(NEEDS).executeAndAwait(Tuple.of(node, sha256)).size() > 0;
    }
}
