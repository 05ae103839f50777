package io.outrider.scheduler.round.application;

import io.outrider.scheduler.node.application.NodeDirectory;
import io.outrider.scheduler.node.domain.Load;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.Pace;
import io.outrider.scheduler.node.domain.Place;
import io.outrider.scheduler.task.domain.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What nodes have been given, during a round. Exact, because what is handed out and what ended changes the accounts in
 * the transaction that changes the tasks.
 */
final class Accounts {

    private final Instant now;
    private final Map<NodeName, Ledger.Account> accounts = new HashMap<>();
    private final Map<NodeName, Load> changed = new HashMap<>();

    Accounts(Instant now) {
        this.now = now;
    }

    void open(List<Ledger.Account> loaded) {
        loaded.forEach(account -> accounts.put(account.node(), account));
    }

    /** Takes off what ended or was taken back. */
    void settle(Collection<TaskEntry> tasks) {
        for (TaskEntry task : tasks) {
            left(task).ifPresent(node -> change(node, -1, wasWorkedOff(task) && isShort(task) ? 1 : 0));
        }
    }

    void change(NodeName node, int come, int ended) {
        Ledger.Account account = accounts.get(node);
        if (account == null) {
            throw new IllegalStateException("Expected an account of node " + node + ", but there is none");
        }
        Load after = account.load().after(come, ended, now);
        accounts.put(node, new Ledger.Account(node, account.status(), account.slots(), after));
        changed.put(node, after);
    }

    Map<NodeName, Load> changed() {
        return changed;
    }

    Collection<Place> places(NodeDirectory directory) {
        return accounts.values().stream()
                .flatMap(account -> directory.find(account.node()).stream()
                        .map(node -> new Place(node.with(account.status(), account.slots()), account.load())))
                .toList();
    }

    /** Returns the node that a task was on before the round and is on no more. */
    static Optional<NodeName> left(TaskEntry task) {
        TaskState before = task.before();
        return before == null
                ? Optional.empty()
                : before.occupies().filter(node -> task.state().occupies().isEmpty());
    }

    private boolean isShort(TaskEntry task) {
        Instant started = started(task);
        return started == null || Pace.counts(Duration.between(started, now));
    }

    private static @Nullable Instant started(TaskEntry task) {
        if (task.state() instanceof TaskState.Ended ended) {
            return ended.startedAt();
        }
        return task.before() instanceof TaskState.Running running ? running.startedAt() : null;
    }

    /** A hand-out that came back unstarted says nothing about a node's pace. */
    private static boolean wasWorkedOff(TaskEntry task) {
        TaskState before = task.before();
        return before != null
                && (task.state() instanceof TaskState.Ended
                        || task.state().attempt().number() > before.attempt().number());
    }
}
