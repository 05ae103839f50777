package io.outrider.scheduler.round.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.node.application.NodeDirectory;
import io.outrider.scheduler.node.domain.Node;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.task.domain.TaskOrder;
import io.outrider.scheduler.task.domain.TaskState;
import io.outrider.scheduler.template.application.Definitions;
import io.outrider.scheduler.template.domain.Definition;
import io.outrider.scheduler.template.domain.TemplateKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Stores what a round decided and puts it into messages. */
@ApplicationScoped
class Writing {

    /** Executor of a node that this instance has not heard of. */
    private static final String REMOTE = "remote";

    private final Ledger ledger;
    private final Definitions definitions;
    private final NodeDirectory directory;
    private final Announcing announcing;
    private final RoundMeters meters;

    Writing(
            Ledger ledger,
            Definitions definitions,
            NodeDirectory directory,
            Announcing announcing,
            RoundMeters meters) {
        this.ledger = ledger;
        this.definitions = definitions;
        this.directory = directory;
        this.announcing = announcing;
        this.meters = meters;
    }

    List<OutgoingMessage<?>> write(OpenTransaction tx, Sheet sheet, Accounts accounts) {
        List<TaskEntry> created =
                sheet.tasks().stream().filter(TaskEntry::isNew).toList();
        List<TaskEntry> changed =
                sheet.tasks().stream().filter(TaskEntry::isChanged).toList();
        List<JobEntry> jobs = sheet.jobs().stream().filter(JobEntry::isChanged).toList();
        List<OutgoingMessage<?>> messages = new ArrayList<>(orders(tx, sheet));
        messages.addAll(milestones(tx, sheet));
        ledger.write(tx, created, changed, jobs, accounts.changed());
        accounts.changed().forEach(directory::put);
        meters.record(sheet);
        return messages;
    }

    private List<OutgoingMessage<?>> orders(OpenTransaction tx, Sheet sheet) {
        Set<TemplateKey> keys = sheet.orders().stream()
                .filter(order -> order.order() instanceof TaskOrder.Start)
                .flatMap(order -> Reports.key(order.task().job().job()).stream())
                .collect(Collectors.toSet());
        Map<TemplateKey, Definition> known = keys.isEmpty() ? Map.of() : definitions.of(tx, keys);
        return sheet.orders().stream()
                .<OutgoingMessage<?>>map(order -> message(order, known, sheet))
                .toList();
    }

    private OutgoingMessage<?> message(Sheet.Order order, Map<TemplateKey, Definition> known, Sheet sheet) {
        Job job = order.task().job().job();
        String executor =
                directory.find(order.order().node()).map(Node::executor).orElse(REMOTE);
        return switch (order.order()) {
            case TaskOrder.Cancel cancel -> announcing.cancel(job, order.task().id(), cancel, executor, sheet.now());
            case TaskOrder.Start start ->
                announcing.start(
                        job,
                        order.task().id(),
                        start,
                        executor,
                        Reports.key(job)
                                .map(known::get)
                                .orElseThrow(() -> new IllegalStateException("Expected a definition of "
                                        + job.template() + "@" + job.version() + " for job " + job.id()
                                        + ", but there is none")),
                        sheet.now());
        };
    }

    private List<OutgoingMessage<?>> milestones(OpenTransaction tx, Sheet sheet) {
        Map<JobId, List<String>> nodes = nodes(tx, sheet);
        List<OutgoingMessage<?>> messages = new ArrayList<>();
        for (JobEntry job : sheet.jobs()) {
            List<String> of = nodes.getOrDefault(job.job().id(), List.of());
            for (JobState state : job.milestones()) {
                messages.add(announcing.jobChanged(job.job(), state, of, sheet.now()));
            }
        }
        return messages;
    }

    /** The nodes on the sheet, and for jobs of several tasks those of the others as well. */
    private Map<JobId, List<String>> nodes(OpenTransaction tx, Sheet sheet) {
        Set<JobId> large = sheet.jobs().stream()
                .filter(job -> job.state() instanceof JobState.Ended ended
                        && ended.tally().total() > 1
                        && !job.milestones().isEmpty())
                .map(job -> job.job().id())
                .collect(Collectors.toSet());
        Map<JobId, List<String>> nodes = new HashMap<>();
        if (!large.isEmpty()) {
            ledger.nodesOf(tx, large).forEach((job, names) -> nodes.put(job, new ArrayList<>(names)));
        }
        for (TaskEntry task : sheet.tasks()) {
            nodeOf(task.state()).map(NodeName::value).ifPresent(name -> {
                List<String> names = nodes.computeIfAbsent(task.job().job().id(), any -> new ArrayList<>());
                if (!names.contains(name)) {
                    names.add(name);
                }
            });
        }
        return nodes;
    }

    private static Optional<NodeName> nodeOf(TaskState state) {
        return state instanceof TaskState.Ended ended ? Optional.ofNullable(ended.node()) : state.occupies();
    }
}
