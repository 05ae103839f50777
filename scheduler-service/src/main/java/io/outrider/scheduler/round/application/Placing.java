package io.outrider.scheduler.round.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.node.application.NodeDirectory;
import io.outrider.scheduler.node.domain.Assigner;
import io.outrider.scheduler.node.domain.Assignments;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.Place;
import io.outrider.scheduler.node.domain.Target;
import io.outrider.scheduler.node.domain.Wanted;
import io.outrider.scheduler.task.domain.TaskMessage;
import io.outrider.scheduler.task.domain.TaskState.Pending;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The part of a round that gives nodes to tasks: to those that came up in the round and to those that wait, in the order
 * of their submission.
 */
final class Placing {

    private final Ledger ledger;
    private final NodeDirectory directory;
    private final Sheet sheet;

    Placing(Ledger ledger, NodeDirectory directory, Sheet sheet) {
        this.ledger = ledger;
        this.directory = directory;
        this.sheet = sheet;
    }

    /** Returns what changed on the nodes' accounts. {@code heard} are nodes that may have room of which no task tells. */
    Accounts place(OpenTransaction tx, Set<NodeName> heard) {
        Accounts accounts = new Accounts(sheet.now());
        Set<NodeName> names = new TreeSet<>(heard);
        sheet.tasks().forEach(task -> Accounts.left(task).ifPresent(names::add));
        pending().stream()
                .map(TaskEntry::target)
                .distinct()
                .forEach(target -> names.addAll(directory.candidates(target)));
        if (!names.isEmpty()) {
            Ledger.Counter counter = ledger.counter(tx, names, queues(names));
            accounts.open(counter.accounts());
            accounts.settle(sheet.tasks());
            claim(tx, counter.waiting(), accounts.places(directory));
            assign(accounts);
        }
        explain();
        return accounts;
    }

    private Set<String> queues(Set<NodeName> names) {
        return names.stream()
                .flatMap(name -> directory.find(name).stream())
                .map(node -> Target.Named.queueOf(node.project(), node.name()))
                .collect(Collectors.toSet());
    }

    /** Puts those on the sheet who wait for nodes that have room. */
    private void claim(OpenTransaction tx, List<String> waiting, Collection<Place> places) {
        Map<String, Integer> queues = new HashMap<>();
        for (String queue : waiting) {
            Target target = Target.ofQueue(queue);
            int room = places.stream()
                    .filter(place -> target.matches(place.node()))
                    .mapToInt(place -> Math.max(0, place.room(sheet.now())))
                    .sum();
            if (room > 0) {
                queues.put(queue, room);
            }
        }
        if (!queues.isEmpty()) {
            ledger.claim(tx, queues).forEach(sheet::add);
        }
    }

    private void assign(Accounts accounts) {
        List<TaskEntry> inOrder = new ArrayList<>(pending());
        inOrder.sort(Comparator.comparingLong(TaskEntry::seq));
        List<Wanted<TaskEntry>> wanted = inOrder.stream()
                .map(task ->
                        new Wanted<>(task, task.target(), task.state().attempt().refusedBy()))
                .toList();
        Assignments<TaskEntry> assignments = Assigner.assign(wanted, accounts.places(directory), sheet.now());
        for (Assignments.Given<TaskEntry> given : assignments.given()) {
            sheet.tell(given.what(), new TaskMessage.Assign(given.node()));
            accounts.change(given.node(), 1, 0);
        }
    }

    /** Those that came up in this round say why they wait; those that waited before keep their reason. */
    private void explain() {
        Map<Target, String> reasons = new HashMap<>();
        for (TaskEntry task : pending()) {
            if (task.isNew() || task.isChanged()) {
                Pending waiting = (Pending) task.state();
                String why = reasons.computeIfAbsent(task.target(), directory::explain);
                boolean first =
                        waiting.attempt().number() == 1 && waiting.attempt().epoch() == 1;
                task.become(waiting.because(first ? why : waiting.reason() + "; " + why));
            }
        }
    }

    private List<TaskEntry> pending() {
        return sheet.tasks().stream()
                .filter(task -> task.state() instanceof Pending)
                .toList();
    }
}
