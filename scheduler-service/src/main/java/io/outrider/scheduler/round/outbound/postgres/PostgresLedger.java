package io.outrider.scheduler.round.outbound.postgres;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.outbox.Columns;
import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.node.domain.Load;
import io.outrider.scheduler.node.domain.Node;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.NodeStatus;
import io.outrider.scheduler.node.domain.Pace;
import io.outrider.scheduler.node.domain.Target;
import io.outrider.scheduler.round.application.JobEntry;
import io.outrider.scheduler.round.application.Ledger;
import io.outrider.scheduler.round.application.RoundCommand.Submit;
import io.outrider.scheduler.round.application.TaskEntry;
import io.outrider.scheduler.task.domain.TaskId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The loop's tables through the reactive client, from threads that may block. */
@ApplicationScoped
class PostgresLedger implements Ledger {

    private static final String STORED = """
            select id, project, idempotency_key, request_hash from job where id = any($1)
            union
            select j.id, j.project, j.idempotency_key, j.request_hash
            from unnest($2::text[], $3::text[]) as k (project, key)
            join job j on j.project = k.project and j.idempotency_key = k.key""";

    private static final String NODES_OF = """
            select distinct job_id, node from task where job_id = any($1) and node is not null order by job_id, node""";

    private final ObjectMapper json;

    PostgresLedger(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Set<JobId> insertJobs(OpenTransaction tx, List<JobEntry> jobs, Map<JobId, Submit> submits) {
        Set<JobId> fresh = new HashSet<>();
        for (Row row : tx.preparedQuery(JobStatements.INSERT).executeAndAwait(JobStatements.insert(jobs, submits))) {
            fresh.add(new JobId(row.getString(0)));
        }
        return fresh;
    }

    @Override
    public List<Stored> stored(OpenTransaction tx, List<Submit> submits) {
        List<Submit> keyed =
                submits.stream().filter(submit -> submit.key() != null).toList();
        Tuple tuple = Tuple.of(
                submits.stream().map(submit -> submit.job().id().value()).toArray(String[]::new),
                keyed.stream().map(submit -> submit.job().project()).toArray(String[]::new),
                keyed.stream().map(Submit::key).toArray(String[]::new));
        List<Stored> stored = new ArrayList<>();
        for (Row row : tx.preparedQuery(STORED).executeAndAwait(tuple)) {
            stored.add(new Stored(
                    new JobId(row.getString(0)),
                    row.getString(1),
                    row.getString(2),
                    Objects.requireNonNullElse(row.getString(3), "")));
        }
        return stored;
    }

    @Override
    public List<TaskEntry> load(OpenTransaction tx, Set<TaskId> tasks, Set<JobId> jobs, Set<NodeName> nodes) {
        String[] ids = tasks.stream().map(TaskId::value).toArray(String[]::new);
        boolean single = jobs.isEmpty() && nodes.isEmpty();
        return entries(
                single
                        ? tx.preparedQuery(TaskStatements.LOAD).executeAndAwait(Tuple.of(ids))
                        : tx.preparedQuery(TaskStatements.LOAD_MORE)
                                .executeAndAwait(Tuple.of(
                                        ids, jobs.stream().map(JobId::value).toArray(String[]::new), names(nodes))));
    }

    private List<TaskEntry> entries(RowSet<Row> rows) {
        Map<String, JobEntry> jobs = new HashMap<>();
        List<TaskEntry> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            JobEntry job = jobs.computeIfAbsent(row.getString("j_id"), any -> JobColumns.entry(row));
            entries.add(TaskEntry.loaded(
                    new TaskId(row.getString("id")),
                    job,
                    row.getInteger("place"),
                    row.getLong("seq"),
                    Target.ofQueue(row.getString("queue")),
                    TaskStatements.cells(row).state(json)));
        }
        return entries;
    }

    @Override
    public void describe(OpenTransaction tx, Collection<Node> nodes) {
        tx.send(NodeStatements.DESCRIBE, NodeStatements.describe(nodes, json));
        String[] names =
                nodes.stream().map(node -> node.name().value()).sorted().toArray(String[]::new);
        tx.send(NodeStatements.OPEN, Tuple.of(names));
    }

    /** The statements travel together; the second sees what was committed while the first waited for its locks. */
    @Override
    public Counter counter(OpenTransaction tx, Set<NodeName> nodes, Set<String> queues) {
        List<RowSet<Row>> found = together(List.of(
                tx.preparedQuery(NodeStatements.ACCOUNTS).execute(Tuple.of(names(nodes))),
                tx.preparedQuery(TaskStatements.WAITING_QUEUES).execute(Tuple.of(queues.toArray(String[]::new)))));
        List<Account> accounts = new ArrayList<>();
        found.getFirst().forEach(row -> accounts.add(account(row)));
        List<String> waiting = new ArrayList<>();
        found.getLast().forEach(row -> waiting.add(row.getString(0)));
        return new Counter(accounts, waiting);
    }

    private static Account account(Row row) {
        Pace pace = new Pace(row.getDouble(4), row.getOffsetDateTime(5).toInstant());
        return new Account(
                new NodeName(row.getString(0)),
                NodeStatus.valueOf(row.getString(1)),
                row.getInteger(2),
                new Load(row.getInteger(3), pace));
    }

    @Override
    public List<TaskEntry> claim(OpenTransaction tx, Map<String, Integer> queues) {
        Tuple tuple = Columns.of(queues.entrySet())
                .text(Map.Entry::getKey)
                .integer(Map.Entry::getValue)
                .tuple();
        return entries(tx.preparedQuery(TaskStatements.CLAIM).executeAndAwait(tuple));
    }

    @Override
    public void write(
            OpenTransaction tx,
            List<TaskEntry> created,
            List<TaskEntry> changed,
            List<JobEntry> jobs,
            Map<NodeName, Load> loads) {
        if (!created.isEmpty()) {
            tx.send(TaskStatements.INSERT, TaskStatements.insert(created, json));
        }
        if (!changed.isEmpty()) {
            tx.send(TaskStatements.UPDATE, TaskStatements.update(changed, json));
        }
        if (!jobs.isEmpty()) {
            tx.send(JobStatements.UPDATE, JobStatements.update(jobs));
        }
        if (!loads.isEmpty()) {
            tx.send(NodeStatements.LOADS, NodeStatements.loads(loads));
        }
    }

    /** Sends statements without waiting for each one's answer: they wait for the database once. */
    private static List<RowSet<Row>> together(List<Uni<RowSet<Row>>> statements) {
        return Uni.join().all(statements).andFailFast().await().indefinitely();
    }

    @Override
    public Map<JobId, List<String>> nodesOf(OpenTransaction tx, Set<JobId> jobs) {
        String[] ids = jobs.stream().map(JobId::value).toArray(String[]::new);
        Map<JobId, List<String>> nodes = new HashMap<>();
        for (Row row : tx.preparedQuery(NODES_OF).executeAndAwait(Tuple.of(ids))) {
            nodes.computeIfAbsent(new JobId(row.getString(0)), any -> new ArrayList<>())
                    .add(row.getString(1));
        }
        return nodes;
    }

    private static String[] names(Set<NodeName> nodes) {
        return nodes.stream().map(NodeName::value).sorted().toArray(String[]::new);
    }
}
