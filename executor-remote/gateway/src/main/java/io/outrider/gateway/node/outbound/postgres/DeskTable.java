package io.outrider.gateway.node.outbound.postgres;

import io.outrider.protocol.Cancel;
import io.outrider.protocol.Offer;
import io.outrider.protocol.ProtocolJson;
import io.outrider.protocol.TaskRef;
import io.outrider.protocol.TaskSpec;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the table {@code task} has for a node. Waits for the database. */
@ApplicationScoped
public class DeskTable {

    private static final String OFFERS = """
            select task_id, attempt, epoch, job_id, nonce, spec from task
            where node = $1 and ended_at is null and status = 'OFFERED' order by seq limit $2""";

    private static final String CANCELS = """
            select task_id, attempt, epoch, grace_seconds, cancel_reason from task
            where node = $1 and ended_at is null and cancel_reason is not null""";

    private static final String OTHER_SESSIONS = """
            select task_id, attempt, epoch from task
            where node = $1 and ended_at is null and status = 'HELD' and session not in ('', $2)""";

    private static final String BUSY = """
            select distinct node from task
            where ended_at is null and node = any($1) and (status = 'OFFERED' or cancel_reason is not null)""";

    private final Pool pool;

    DeskTable(Pool pool) {
        this.pool = pool;
    }

    /** Returns the offers that the node has not accepted, the oldest first. */
    public List<Offer> offers(String node, int limit) {
        List<Offer> offers = new ArrayList<>();
        for (Row row : pool.preparedQuery(OFFERS).executeAndAwait(Tuple.of(node, limit))) {
            byte[] spec = row.getString("spec").getBytes(StandardCharsets.UTF_8);
            offers.add(new Offer(
                    ref(row),
                    row.getString("job_id"),
                    row.getString("nonce"),
                    ProtocolJson.read(spec, TaskSpec.class)));
        }
        return offers;
    }

    /** Returns what the node runs and has to stop. */
    public List<Cancel> cancels(String node) {
        List<Cancel> cancels = new ArrayList<>();
        for (Row row : pool.preparedQuery(CANCELS).executeAndAwait(Tuple.of(node))) {
            cancels.add(new Cancel(ref(row), row.getInteger("grace_seconds"), row.getString("cancel_reason")));
        }
        return cancels;
    }

    /** Returns what other sessions of the node's agent have accepted. */
    public List<TaskRef> heldByOtherSessions(String node, String session) {
        List<TaskRef> refs = new ArrayList<>();
        pool.preparedQuery(OTHER_SESSIONS)
                .executeAndAwait(Tuple.of(node, session))
                .forEach(row -> refs.add(ref(row)));
        return refs;
    }

    /** Returns those of the nodes that something waits for. */
    public Set<String> busy(List<String> nodes) {
        Set<String> busy = new HashSet<>();
        pool.preparedQuery(BUSY)
                .executeAndAwait(Tuple.of(nodes.toArray(String[]::new)))
                .forEach(row -> busy.add(row.getString(0)));
        return busy;
    }

    private static TaskRef ref(Row row) {
        return new TaskRef(row.getString("task_id"), row.getInteger("attempt"), row.getInteger("epoch"));
    }
}
