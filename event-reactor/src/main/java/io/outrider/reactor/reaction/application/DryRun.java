package io.outrider.reactor.reaction.application;

import io.outrider.reactor.budget.domain.BudgetUse;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.reaction.domain.EvaluationException;
import io.outrider.reactor.reaction.domain.JobOrder;
import io.outrider.reactor.reaction.domain.JobOrders;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.domain.Trigger;
import io.outrider.reactor.window.domain.Firing;
import io.outrider.reactor.window.domain.Gate;
import io.outrider.reactor.window.domain.GroupState;
import io.outrider.reactor.window.domain.Input;
import io.outrider.reactor.window.domain.Limit;
import io.outrider.reactor.window.domain.Step;
import io.outrider.reactor.window.domain.Verdict;
import io.outrider.reactor.window.domain.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tries one rule on events of the past, with a clock of its own: timers fire between the events, at their time. Nothing is started and
 * nothing is kept. Pauses, {@code enabled} and the budget of all reactions are left out. Memory is bounded by the number of groups that are
 * open. For one thread.
 */
public final class DryRun {

    /** Groups that may have run out are looked for after so many events. */
    private static final int SWEEP = 10_000;

    /**
     * What is not known of the past.
     *
     * @param jobsTake how long each job would have run; zero: it ended at once
     * @param runningLimit how long a job counts as running at most
     * @param causationLimit an event that so many reactions led to leads to no other
     */
    public record Assumptions(Duration jobsTake, Duration runningLimit, int causationLimit) {

        /** Jobs end at once; limits are those of a service without configuration. */
        public static final Assumptions PLAIN = new Assumptions(Duration.ZERO, Duration.ofHours(24), 8);
    }

    /** Something to look at when its time comes; no jobs: the group's deadline. */
    private record Alarm(Instant at, String group, Set<UUID> jobs) {}

    private final Rule rule;
    private final Assumptions assumptions;
    private final RecentEvents events;
    private final DryRunTally tally = new DryRunTally();
    private final Map<String, GroupState> groups = new HashMap<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::at));
    private BudgetUse used = BudgetUse.NONE;
    private Instant now = Instant.EPOCH;

    /**
     * A dry run.
     *
     * @param recall finds an event that was given to {@link #take} before; asked only for events that are not among the latest
     */
    public DryRun(Rule rule, Assumptions assumptions, Function<UUID, Optional<Occurrence>> recall) {
        this.rule = rule;
        this.assumptions = assumptions;
        this.events = new RecentEvents(recall);
    }

    /** Takes the next event, in the order in which they were received. */
    public void take(Occurrence occurrence) {
        Instant at = occurrence.event().receivedAt();
        elapse(at);
        if (tally.event() % SWEEP == 0) {
            groups.values().removeIf(state -> state.isVoidAt(now));
        }
        try {
            Trigger.Meaning meaning = rule.trigger().meaning(occurrence);
            if (meaning != Trigger.Meaning.NOTHING) {
                matched(meaning, occurrence, rule.grouping().group(occurrence));
            }
        } catch (EvaluationException e) {
            tally.matched();
            tally.decided("ERROR");
        }
    }

    /** Lets the time pass until then and returns what would have happened. */
    public DryRunReport finish(Instant until) {
        elapse(until);
        long open = groups.values().stream()
                .filter(state -> Windows.open(rule.limiter(), state, now).isPresent())
                .count();
        return tally.report((int) open);
    }

    private void matched(Trigger.Meaning meaning, Occurrence occurrence, String group) {
        UUID key = occurrence.event().key();
        Instant at = occurrence.event().receivedAt();
        events.add(occurrence);
        tally.matched();
        if (meaning == Trigger.Meaning.RESOLUTION) {
            step(group, new Input.Resolved(key, at), Gate.OPEN);
        } else if (occurrence.event().causationDepth() >= assumptions.causationLimit()) {
            tally.decided("SUPPRESSED", Limit.LOOP_GUARD);
        } else {
            int part = rule.limiter().join().isPresent()
                    ? rule.trigger().part(occurrence.event().type())
                    : Input.Occurred.NO_PART;
            step(group, new Input.Occurred(key, at, part), gate(occurrence));
        }
    }

    private Gate gate(Occurrence occurrence) {
        return rule.when().isEmpty()
                ? Gate.OPEN
                : (count, keys) -> rule.when().get().holds(occurrence.counted(count, others(keys)));
    }

    private List<Occurrence> others(Collection<UUID> keys) {
        return rule.needsEvents()
                ? keys.stream().map(events::find).flatMap(Optional::stream).toList()
                : List.of();
    }

    private void elapse(Instant until) {
        while (!alarms.isEmpty() && !alarms.element().at().isAfter(until)) {
            Alarm alarm = alarms.remove();
            if (alarm.jobs().isEmpty()) {
                due(alarm.group(), alarm.at());
            } else {
                step(alarm.group(), new Input.Ended(alarm.jobs(), alarm.at()), Gate.OPEN);
            }
        }
        now = until.isAfter(now) ? until : now;
    }

    private void due(String group, Instant at) {
        for (Optional<Input> due = Windows.due(state(group), at);
                due.isPresent();
                due = Windows.due(state(group), at)) {
            take(group, due.get(), Gate.OPEN);
        }
    }

    private void step(String group, Input input, Gate gate) {
        due(group, input.at());
        take(group, input, gate);
    }

    private void take(String group, Input input, Gate gate) {
        GroupState before = state(group);
        Step step = Windows.step(rule.limiter(), before, input, gate);
        become(group, before, step.next());
        String outcome = step.firing().map(firing -> end(group, firing)).orElse("");
        switch (step.verdict()) {
            case Verdict.Silent silent -> {}
            case Verdict.Fired fired -> decided(outcome);
            case Verdict.Waiting waiting -> tally.decided("WAITING", waiting.limit());
            case Verdict.Suppressed suppressed -> tally.decided("SUPPRESSED", suppressed.limit());
            case Verdict.NotMatched notMatched -> tally.decided("NOT_MATCHED");
            case Verdict.Failed failed -> tally.decided("ERROR");
            case Verdict.Resolved resolved -> tally.decided("RESOLVED");
        }
    }

    private void decided(String outcome) {
        if (outcome.equals("SUPPRESSED")) {
            tally.decided(outcome, Limit.BUDGET);
        } else {
            tally.decided(outcome);
        }
    }

    private GroupState state(String group) {
        return groups.getOrDefault(group, GroupState.EMPTY);
    }

    private void become(String group, GroupState before, GroupState next) {
        if (next.isVoidAt(Instant.ofEpochMilli(next.last()))) {
            groups.remove(group);
            return;
        }
        groups.put(group, next);
        if (!next.deadline().equals(before.deadline())) {
            next.deadline().ifPresent(deadline -> alarms.add(new Alarm(deadline, group, Set.of())));
        }
    }

    private String end(String group, Firing firing) {
        return switch (firing.end()) {
            case RESOLVED -> ended(group, firing, "RESOLVED", null, List.of());
            case SKIPPED -> ended(group, firing, "SUPPRESSED", Limit.RUNNING.text(), List.of());
            case FIRES -> fire(group, firing);
        };
    }

    private String fire(String group, Firing firing) {
        Optional<BudgetUse> room = used.take(rule.budget(), rule.jobs().size(), firing.at());
        if (room.isEmpty()) {
            return ended(group, firing, "SUPPRESSED", Limit.BUDGET.text(), List.of());
        }
        List<JobOrder> jobs;
        try {
            UUID id = rule.reaction().firing(group, firing.openedBy());
            jobs = JobOrders.fill(rule, index -> ReactionId.job(id, index), counted(firing));
        } catch (EvaluationException e) {
            return ended(group, firing, "ERROR", e.getMessage(), List.of());
        }
        used = room.get();
        started(group, firing, jobs.stream().map(JobOrder::jobId).collect(Collectors.toSet()));
        return ended(group, firing, "FIRED", null, jobs);
    }

    private Occurrence counted(Firing firing) {
        return events.find(firing.newest())
                .orElseThrow(() -> new EvaluationException("its newest event was deleted before the window ended"))
                .counted(firing.occurrences(), others(firing.events()));
    }

    private String ended(String group, Firing firing, String outcome, @Nullable String reason, List<JobOrder> jobs) {
        tally.ended(new DryRunReport.Ending(
                firing.at(),
                group,
                firing.occurrences(),
                events.find(firing.newest()).map(Occurrence::event).orElse(null),
                firing.cause(),
                outcome,
                reason,
                jobs));
        return outcome;
    }

    private void started(String group, Firing firing, Set<UUID> jobs) {
        Instant until = firing.at().plus(assumptions.runningLimit());
        GroupState before = state(group);
        become(group, before, Windows.fired(rule.limiter(), before, firing, jobs, until));
        if (assumptions.jobsTake().isZero()) {
            take(group, new Input.Ended(jobs, firing.at()), Gate.OPEN);
        } else {
            alarms.add(new Alarm(firing.at().plus(assumptions.jobsTake()), group, jobs));
        }
    }
}
