package io.outrider.reactor.reaction.application;

import io.outrider.outbox.OutgoingMessage;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.reaction.domain.EvaluationException;
import io.outrider.reactor.reaction.domain.FiringLine;
import io.outrider.reactor.reaction.domain.JobOrder;
import io.outrider.reactor.reaction.domain.JobOrders;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.outbound.kafka.JobRequests;
import io.outrider.reactor.reaction.outbound.postgres.FiringTable.StartedJob;
import io.outrider.reactor.window.domain.Firing;
import io.outrider.reactor.window.domain.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends the windows of a batch: asks the budgets, fills the jobs, and gathers what has to be written and sent. */
final class Launcher {

    private final RuleSet rules;
    private final Budgets budgets;
    private final Recollection events;
    private final Instant now;
    private final List<FiringLine> firings = new ArrayList<>();
    private final List<StartedJob> jobs = new ArrayList<>();
    private final List<OutgoingMessage<?>> messages = new ArrayList<>();
    private final Map<UUID, List<JobOrder>> orders = new HashMap<>();

    Launcher(RuleSet rules, Budgets budgets, Recollection events, Instant now) {
        this.rules = rules;
        this.budgets = budgets;
        this.events = events;
        this.now = now;
    }

    List<FiringLine> firings() {
        return firings;
    }

    List<StartedJob> jobs() {
        return jobs;
    }

    List<OutgoingMessage<?>> messages() {
        return messages;
    }

    /** The jobs of each firing. */
    Map<UUID, List<JobOrder>> orders() {
        return orders;
    }

    /** Starts the jobs of a rule that remembers nothing. Where it may not, the decision log is enough. */
    Launch alone(Rule rule, Arrival arrival) {
        UUID event = arrival.occurrence().event().key();
        UUID id = rule.reaction().firing("", event);
        int depth = arrival.occurrence().event().causationDepth();
        Launch launch = launch(rule, id, arrival, arrival.occurrence(), depth);
        if (launch instanceof Launch.Started) {
            firings.add(line(rule.reaction(), id, "", event, 1, Firing.Cause.EVENT, "FIRED", null, now));
        }
        return launch;
    }

    /** Ends a window of a group. */
    Launch end(Rule rule, String group, Firing firing) {
        Launch launch = switch (firing.end()) {
            case Firing.End.FIRES -> fire(rule, group, firing);
            case Firing.End.SKIPPED -> new Launch.Refused(Limit.RUNNING, "a job of the last firing still runs", null);
            case Firing.End.RESOLVED -> new Launch.Refused(Limit.RUNNING, "resolved", null);
        };
        String outcome = firing.end() == Firing.End.RESOLVED
                ? "RESOLVED"
                : switch (launch) {
                    case Launch.Started started -> "FIRED";
                    case Launch.Refused refused -> "SUPPRESSED";
                    case Launch.Failed failed -> "ERROR";
                };
        firings.add(line(rule.reaction(), group, firing, outcome, reason(launch), firing.at()));
        return launch;
    }

    /** Drops a window whose rule is gone, due or not. */
    void drop(ReactionId reaction, String group, Firing firing) {
        Instant at = firing.at().isAfter(now) ? now : firing.at();
        firings.add(line(reaction, group, firing, "SUPPRESSED", "the reaction was deleted", at));
    }

    private Launch fire(Rule rule, String group, Firing firing) {
        if (!rule.enabled()) {
            return new Launch.Refused(Limit.DISABLED, "enabled is false", null);
        }
        Optional<String> pause = rules.pause(rule.reaction());
        if (pause.isPresent()) {
            return new Launch.Refused(Limit.PAUSED, pause.get(), null);
        }
        Optional<Arrival> newest = events.find(firing.newest());
        if (newest.isEmpty()) {
            return new Launch.Failed("its newest event was deleted before the window ended");
        }
        List<Occurrence> others = rule.needsEvents() ? events.all(firing.events()) : List.of();
        Occurrence counted = newest.get().occurrence().counted(firing.occurrences(), others);
        // A window that was stored by an earlier version does not know its depth.
        int depth = Math.max(firing.depth(), counted.event().causationDepth());
        return launch(rule, rule.reaction().firing(group, firing.openedBy()), newest.get(), counted, depth);
    }

    private Launch launch(Rule rule, UUID firing, Arrival newest, Occurrence counted, int depth) {
        Optional<Launch.Refused> refusal = budgets.refusal(rule);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        List<JobOrder> orders;
        try {
            orders = JobOrders.fill(rule, index -> ReactionId.job(firing, index), counted);
        } catch (EvaluationException e) {
            return new Launch.Failed(String.valueOf(e.getMessage()));
        }
        budgets.use(rule);
        this.orders.put(firing, orders);
        Set<UUID> ids = new HashSet<>();
        for (JobOrder order : orders) {
            jobs.add(new StartedJob(order.jobId(), firing, ids.size()));
            ids.add(order.jobId());
        }
        messages.addAll(
                JobRequests.of(rule.reaction(), orders, newest.occurrence(), depth + 1, newest.envelope(), now));
        return new Launch.Started(ids);
    }

    private static @Nullable String reason(Launch launch) {
        return switch (launch) {
            case Launch.Started started -> null;
            case Launch.Refused refused -> refused.limit().text() + ": " + refused.reason();
            case Launch.Failed failed -> failed.reason();
        };
    }

    private static FiringLine line(
            ReactionId reaction, String group, Firing firing, String outcome, @Nullable String reason, Instant at) {
        UUID id = reaction.firing(group, firing.openedBy());
        return line(reaction, id, group, firing.newest(), firing.occurrences(), firing.cause(), outcome, reason, at);
    }

    private static FiringLine line(
            ReactionId reaction,
            UUID id,
            String group,
            UUID newest,
            long occurrences,
            Firing.Cause cause,
            String outcome,
            @Nullable String reason,
            Instant at) {
        return new FiringLine(
                id,
                reaction.project(),
                reaction.name(),
                reaction.version(),
                group,
                newest,
                occurrences,
                cause.name(),
                outcome,
                reason,
                at);
    }
}
