package io.outrider.scheduler.round.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.node.domain.Load;
import io.outrider.scheduler.node.domain.Node;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.NodeStatus;
import io.outrider.scheduler.round.application.RoundCommand.Submit;
import io.outrider.scheduler.task.domain.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the loop, for whole batches: each method is one statement, or a few sent together.
 *
 * <p>Rows are locked in one order everywhere, so that replicas never wait for each other in a circle: idempotency keys
 * and new jobs, then jobs and tasks by id, then nodes by name, then their loads by name. Waiting tasks are claimed last
 * and only if nobody holds them.
 */
public interface Ledger {

    /** A job that was stored before, under the same id or the same key. */
    record Stored(JobId id, String project, @Nullable String key, String fingerprint) {}

    /** What a node has been given, with what its executor says at this moment. */
    record Account(NodeName node, NodeStatus status, int slots, Load load) {}

    /** Nodes and who waits: at most a thousand queues of selectors, and those asked for. */
    record Counter(List<Account> accounts, List<String> waiting) {}

    /** Stores new jobs; those whose id or key is taken are left out. */
    Set<JobId> insertJobs(OpenTransaction tx, List<JobEntry> jobs, Map<JobId, Submit> submits);

    /** Returns the jobs that stand in the way of these submissions. */
    List<Stored> stored(OpenTransaction tx, List<Submit> submits);

    /** Loads and locks these tasks, all open tasks of these jobs, and what these nodes have not accepted. */
    List<TaskEntry> load(OpenTransaction tx, Set<TaskId> tasks, Set<JobId> jobs, Set<NodeName> nodes);

    /** Stores descriptions of nodes unless newer ones are stored. */
    void describe(OpenTransaction tx, Collection<Node> nodes);

    /** Loads and locks what these nodes have been given; says in which queues of theirs or of selectors somebody waits. */
    Counter counter(OpenTransaction tx, Set<NodeName> nodes, Set<String> queues);

    /** Loads and locks those who wait longest, at most so many from each queue; skips who is locked. */
    List<TaskEntry> claim(OpenTransaction tx, Map<String, Integer> queues);

    /** Stores what a round decided. */
    void write(
            OpenTransaction tx,
            List<TaskEntry> created,
            List<TaskEntry> changed,
            List<JobEntry> jobs,
            Map<NodeName, Load> loads);

    /** Returns the nodes on which tasks of these jobs were. */
    Map<JobId, List<String>> nodesOf(OpenTransaction tx, Set<JobId> jobs);
}
