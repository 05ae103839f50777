package io.outrider.scheduler.round.application;

import io.outrider.outbox.BatchResult;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.job.domain.JobMessage;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.node.application.NodeDirectory;
import io.outrider.scheduler.node.domain.Node;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.round.application.RoundCommand.Cancel;
import io.outrider.scheduler.round.application.RoundCommand.Seen;
import io.outrider.scheduler.round.application.RoundCommand.Submit;
import io.outrider.scheduler.round.application.RoundCommand.Sweep;
import io.outrider.scheduler.round.application.RoundCommand.Tell;
import io.outrider.scheduler.task.domain.Patience;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.scheduler.task.domain.TaskMessage;
import io.outrider.scheduler.task.domain.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One turn of the decision loop, the only writer of jobs, tasks and nodes' loads. Loads what a batch of commands touches,
 * lets the pure deciders decide in the order of the commands, gives nodes to who waits, stores and announces: a handful of
 * statements however many commands there are, in the caller's transaction.
 *
 * <p>Rounds of several threads and replicas may overlap; the rows that they lock put them in order (see {@link Ledger}).
 */
@ApplicationScoped
public class Round {

    private final Ledger ledger;
    private final NodeDirectory directory;
    private final Intake intake;
    private final Reports reports;
    private final Writing writing;
    private final Patience patience;
    private final Clock clock;

    Round(
            Ledger ledger,
            NodeDirectory directory,
            Intake intake,
            Reports reports,
            Writing writing,
            Patience patience,
            Clock clock) {
        this.ledger = ledger;
        this.directory = directory;
        this.intake = intake;
        this.reports = reports;
        this.writing = writing;
        this.patience = patience;
        this.clock = clock;
    }

    /** Runs a batch in this transaction; returns one result for each command, and the messages to append. */
    public BatchResult<RoundResult> run(OpenTransaction tx, List<RoundCommand> commands) {
        Instant now = clock.instant();
        Sheet sheet = new Sheet(patience, now);
        List<Submit> submits = of(commands, Submit.class);
        intake.admit(tx, submits, sheet);
        load(tx, commands, sheet);
        Map<NodeName, Node> seen = describe(tx, of(commands, Seen.class));
        decide(tx, commands, sheet);
        Accounts accounts = new Placing(ledger, directory, sheet).place(tx, heard(commands, seen));
        List<OutgoingMessage<?>> messages = writing.write(tx, sheet, accounts);
        IdentityHashMap<RoundCommand, RoundResult> submitted = intake.results(tx, submits, sheet);
        return new BatchResult<>(
                commands.stream()
                        .map(command -> submitted.getOrDefault(command, RoundResult.DONE))
                        .toList(),
                messages,
                true);
    }

    private void load(OpenTransaction tx, List<RoundCommand> commands, Sheet sheet) {
        Set<TaskId> tasks =
                of(commands, Tell.class).stream().map(Tell::task).collect(Collectors.toCollection(TreeSet::new));
        Set<JobId> jobs =
                of(commands, Cancel.class).stream().map(Cancel::job).collect(Collectors.toCollection(TreeSet::new));
        Set<NodeName> gone = of(commands, Seen.class).stream()
                .filter(seen -> seen.node().status().isGone())
                .map(seen -> seen.node().name())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!tasks.isEmpty() || !jobs.isEmpty() || !gone.isEmpty()) {
            ledger.load(tx, tasks, jobs, gone).forEach(sheet::add);
        }
    }

    private Map<NodeName, Node> describe(OpenTransaction tx, List<Seen> seen) {
        Map<NodeName, Node> latest = new TreeMap<>();
        seen.forEach(each -> latest.merge(each.node().name(), each.node(), (a, b) -> b.at().isBefore(a.at()) ? a : b));
        if (!latest.isEmpty()) {
            ledger.describe(tx, latest.values());
            latest.values().forEach(directory::put);
        }
        return latest;
    }

    private void decide(OpenTransaction tx, List<RoundCommand> commands, Sheet sheet) {
        Reports.Checker checker = reports.checker(tx, of(commands, Tell.class), sheet);
        for (RoundCommand command : commands) {
            switch (command) {
                case Submit submit -> {}
                case Tell tell -> {
                    TaskEntry task = sheet.task(tell.task());
                    if (task != null) {
                        sheet.tell(task, checker.checked(task, tell.message()));
                    }
                }
                case Cancel cancel -> cancel(sheet, cancel);
                case Seen seen -> withdraw(sheet, seen.node());
                case Sweep sweep -> {}
            }
        }
    }

    private static void cancel(Sheet sheet, Cancel cancel) {
        JobEntry job = sheet.job(cancel.job());
        if (job == null || job.state() instanceof JobState.Ended) {
            return;
        }
        sheet.tell(job, new JobMessage.Cancel(cancel.reason()));
        for (TaskEntry task : List.copyOf(sheet.tasks())) {
            if (task.job().job().id().equals(cancel.job())) {
                sheet.tell(task, new TaskMessage.Cancel(cancel.reason()));
            }
        }
    }

    private static void withdraw(Sheet sheet, Node node) {
        if (!node.status().isGone()) {
            return;
        }
        String reason = "node " + node.name() + " is " + node.status();
        for (TaskEntry task : sheet.tasks()) {
            if (task.state() instanceof TaskState.Assigned assigned
                    && assigned.node().equals(node.name())) {
                sheet.tell(task, new TaskMessage.Withdraw(reason));
            }
        }
    }

    /** Nodes that may have room of which no task on the sheet tells. */
    private Set<NodeName> heard(List<RoundCommand> commands, Map<NodeName, Node> seen) {
        Set<NodeName> heard = new TreeSet<>(seen.keySet());
        if (commands.stream().anyMatch(Sweep.class::isInstance)) {
            heard.addAll(directory.lightest());
        }
        return heard;
    }

    private static <C extends RoundCommand> List<C> of(List<RoundCommand> commands, Class<C> type) {
        List<C> found = new ArrayList<>();
        for (RoundCommand command : commands) {
            if (type.isInstance(command)) {
                found.add(type.cast(command));
            }
        }
        return found;
    }
}
