package io.outrider.gateway.attempt.outbound.postgres;

import io.outrider.gateway.attempt.application.AttemptRow;
import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.outbox.OpenTransaction;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code task}. Waits for the database. */
@ApplicationScoped
public class AttemptTable {

    private static final String COLUMNS = """
            task_id, attempt, epoch, job_id, project, node, status, nonce, deadline, session, started_at,
            coalesce(accepted_at, started_at, deadline) as accepted_at, cancel_reason, stop_by, grace_seconds,
            outcome, reported, ended_at, log_size, causation_id, correlation_id, actor, traceparent,
            template, method, reaction, causation_depth""";

    private static final String LOCK = "select " + COLUMNS + """
             from task where (task_id, attempt) in (select * from unnest($1::text[], $2::int[]))
            order by task_id, attempt for update""";

    private static final String INSERT = """
            insert into task (task_id, attempt, epoch, job_id, project, node, status, nonce, deadline, session,
                started_at, accepted_at, cancel_reason, stop_by, grace_seconds, outcome, reported, ended_at, log_size,
                causation_id, correlation_id, actor, traceparent, spec, blobs, template, method, reaction, causation_depth)
            select a, b, c, d, e, f, g, h, i, j, k, z, l, y, m, n, o, p, q, r, s, t, u, v, string_to_array(w, ' '), aa, ab, ac, ad
            from unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::timestamptz[], $10::text[], $11::timestamptz[], $12::timestamptz[], $13::text[],
                $14::timestamptz[], $15::int[], $16::text[], $17::boolean[], $18::timestamptz[], $19::bigint[], $20::text[],
                $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[],
                $29::int[])
                as x (a, b, c, d, e, f, g, h, i, j, k, z, l, y, m, n, o, p, q, r, s, t, u, v, w, aa, ab, ac, ad)
            on conflict (task_id, attempt) do update set epoch = excluded.epoch, job_id = excluded.job_id,
                project = excluded.project, node = excluded.node, status = excluded.status, nonce = excluded.nonce,
                deadline = excluded.deadline, session = excluded.session, started_at = excluded.started_at,
                accepted_at = excluded.accepted_at, cancel_reason = excluded.cancel_reason, stop_by = excluded.stop_by,
                grace_seconds = excluded.grace_seconds, outcome = excluded.outcome, reported = excluded.reported, ended_at = excluded.ended_at,
                log_size = excluded.log_size, causation_id = excluded.causation_id,
                correlation_id = excluded.correlation_id, actor = excluded.actor, traceparent = excluded.traceparent,
                spec = excluded.spec, blobs = excluded.blobs, template = excluded.template, method = excluded.method,
                reaction = excluded.reaction, causation_depth = excluded.causation_depth
            where task.epoch < excluded.epoch""";

    private static final String UPDATE = """
            update task set status = c, deadline = d, session = e, started_at = f, accepted_at = z, cancel_reason = g, stop_by = y,
                outcome = h, reported = i, ended_at = j, log_size = greatest(log_size, k),
                spec = case when j is null then spec end
            from unnest($1::text[], $2::int[], $3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[],
                $7::timestamptz[], $8::text[], $9::timestamptz[], $10::text[], $11::boolean[], $12::timestamptz[], $13::bigint[])
                as x (a, b, c, d, e, f, z, g, y, h, i, j, k)
            where task_id = a and attempt = b""";

    private static final String OVERDUE = """
            select task_id, attempt from task where ended_at is null and deadline <= now()
            order by deadline limit $1""";

    private static final String REVOKED = """
            select task_id, attempt from task join enrolment on enrolment.name = task.node
            where ended_at is null and revoked_at is not null limit $1""";

    private final Pool pool;

    AttemptTable(Pool pool) {
        this.pool = pool;
    }

    /** Reads these attempts and locks them until the transaction ends. */
    public Map<AttemptKey, AttemptRow> lock(SqlConnection tx, List<AttemptKey> keys) {
        Map<AttemptKey, AttemptRow> rows = new HashMap<>();
        Tuple arguments = Tuple.of(
                keys.stream().map(AttemptKey::task).toArray(String[]::new),
                keys.stream().map(AttemptKey::attempt).toArray(Integer[]::new));
        for (Row row : tx.preparedQuery(LOCK).executeAndAwait(arguments)) {
            AttemptRow attempt = AttemptRows.read(row);
            rows.put(attempt.key(), attempt);
        }
        return rows;
    }

    /** Stores new epochs; the commit waits for it. */
    public void insert(OpenTransaction tx, List<AttemptRow> rows) {
        if (!rows.isEmpty()) {
            tx.send(INSERT, AttemptRows.whole(rows));
        }
    }

    /** Stores states of epochs that are there; the commit waits for it. */
    public void update(OpenTransaction tx, List<AttemptRow> rows) {
        if (!rows.isEmpty()) {
            tx.send(UPDATE, AttemptRows.states(rows));
        }
    }

    /** Returns attempts whose deadline is over, the longest overdue first. */
    public List<AttemptKey> overdue(int limit) {
        return keys(OVERDUE, Tuple.of(limit));
    }

    /** Returns attempts that are open on nodes whose enrolment was revoked. */
    public List<AttemptKey> onRevokedNodes(int limit) {
        return keys(REVOKED, Tuple.of(limit));
    }

    /** Tells which of these nodes are enrolled; their rows are locked against revocation until the transaction ends. */
    public List<String> enrolled(SqlConnection tx, List<String> nodes) {
        List<String> enrolled = new ArrayList<>();
        tx.preparedQuery(
                        "select name from enrolment where name = any($1) and revoked_at is null order by name for share")
                .executeAndAwait(Tuple.of(nodes.toArray(String[]::new)))
                .forEach(row -> enrolled.add(row.getString(0)));
        return enrolled;
    }

    /** Returns how many attempts there are in each state that is not ended. */
    public Map<String, Long> open() {
        Map<String, Long> open = new HashMap<>();
        pool.query("select status, count(*) from task where ended_at is null group by status")
                .executeAndAwait()
                .forEach(row -> open.put(row.getString(0), row.getLong(1)));
        return open;
    }

    /** Forgets attempts that ended long ago. */
    public int purge(Duration retention) {
        return pool.preparedQuery("delete from task where ended_at < now() - $1 * interval '1 second'")
                .executeAndAwait(Tuple.of(retention.toSeconds()))
                .rowCount();
    }

    private List<AttemptKey> keys(String sql, Tuple arguments) {
        List<AttemptKey> keys = new ArrayList<>();
        pool.preparedQuery(sql)
                .executeAndAwait(arguments)
                .forEach(row -> keys.add(new AttemptKey(row.getString(0), row.getInteger(1))));
        return keys;
    }
}
