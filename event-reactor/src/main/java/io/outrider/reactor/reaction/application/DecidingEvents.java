package io.outrider.reactor.reaction.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.reactor.event.outbound.postgres.EventTable;
import io.outrider.reactor.reaction.domain.Decision;
import io.outrider.reactor.reaction.domain.Outcome;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Reactor;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.outbound.kafka.JobRequests;
import io.outrider.reactor.reaction.outbound.postgres.DecisionLine;
import io.outrider.reactor.reaction.outbound.postgres.DecisionTable;
import io.outrider.reactor.reaction.outbound.postgres.FiringLine;
import io.outrider.reactor.reaction.outbound.postgres.FiringTable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Asks the reactions about each event, once: an event that was decided before is left alone. The decision log and the job
 * requests are written in the caller's transaction.
 */
@ApplicationScoped
public class DecidingEvents {

    private static final Logger LOG = Logger.getLogger(DecidingEvents.class);

    private final EventTable events;
    private final DecisionTable decisions;
    private final FiringTable firings;
    private final RuleBook rules;
    private final MeterRegistry meters;
    private final Timer evaluation;

    DecidingEvents(
            EventTable events, DecisionTable decisions, FiringTable firings, RuleBook rules, MeterRegistry meters) {
        this.events = events;
        this.decisions = decisions;
        this.firings = firings;
        this.rules = rules;
        this.meters = meters;
        this.evaluation = meters.timer("outrider.reactions.evaluation");
    }

    /** Decides a batch; returns the job requests that follow. */
    public List<OutgoingMessage<?>> decide(SqlConnection transaction, List<Arrival> arrivals) {
        Instant now = Clock.systemUTC().instant();
        Set<UUID> claimed = events.claim(
                transaction,
                arrivals.stream().map(arrival -> arrival.occurrence().event()).toList(),
                now);
        if (claimed.isEmpty()) {
            return List.of();
        }
        List<Rule> current = rules.current(transaction);
        List<Decided> log = new ArrayList<>();
        List<OutgoingMessage<?>> messages = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            UUID key = arrival.occurrence().event().key();
            // remove: the same event twice in one batch is decided once.
            if (claimed.remove(key)) {
                evaluation.record(() -> Reactor.decide(current, arrival.occurrence(), now)
                        .forEach(decision -> {
                            log.add(new Decided(key, decision));
                            messages.addAll(JobRequests.of(arrival.occurrence(), decision, arrival.envelope()));
                        }));
            }
        }
        decisions.insert(transaction, log.stream().map(DecidingEvents::line).toList());
        fire(transaction, log);
        log.forEach(this::note);
        return messages;
    }

    private record Decided(UUID event, Decision decision) {
        UUID firing() {
            return decision.reaction().firing("", event);
        }

        boolean isFired() {
            return decision.outcome() instanceof Outcome.Fired;
        }
    }

    private void fire(SqlConnection transaction, List<Decided> log) {
        List<FiringLine> lines = new ArrayList<>();
        List<FiringTable.StartedJob> jobs = new ArrayList<>();
        for (Decided decided : log) {
            if (decided.decision().outcome() instanceof Outcome.Fired fired) {
                ReactionId id = decided.decision().reaction();
                lines.add(new FiringLine(
                        decided.firing(),
                        id.project(),
                        id.name(),
                        id.version(),
                        "",
                        decided.event(),
                        1,
                        "EVENT",
                        "FIRED",
                        null,
                        decided.decision().at()));
                fired.jobs()
                        .forEach(job ->
                                jobs.add(new FiringTable.StartedJob(job.jobId(), decided.firing(), jobs.size())));
            }
        }
        firings.insert(transaction, lines);
        firings.insertJobs(transaction, jobs);
    }

    private static DecisionLine line(Decided decided) {
        ReactionId id = decided.decision().reaction();
        String outcome = switch (decided.decision().outcome()) {
            case Outcome.Fired fired -> "FIRED";
            case Outcome.NotMatched notMatched -> "NOT_MATCHED";
            case Outcome.Failed failed -> "ERROR";
        };
        String reason = switch (decided.decision().outcome()) {
            case Outcome.Fired fired -> null;
            case Outcome.NotMatched notMatched -> notMatched.reason();
            case Outcome.Failed failed -> failed.reason();
        };
        UUID firing = decided.isFired() ? decided.firing() : null;
        return new DecisionLine(
                decided.event(),
                id.name(),
                id.version(),
                "",
                outcome,
                null,
                null,
                firing,
                reason,
                decided.decision().at());
    }

    /** Counts and logs; reasons may quote the event and stand in the decision log only. */
    private void note(Decided decided) {
        String reaction = decided.decision().reaction().name();
        String outcome = switch (decided.decision().outcome()) {
            case Outcome.Fired fired -> {
                fired.jobs()
                        .forEach(job -> LOG.infof(
                                "job=%s reaction=%s event=%s is requested", job.jobId(), reaction, decided.event()));
                yield "fired";
            }
            case Outcome.NotMatched notMatched -> "not_matched";
            case Outcome.Failed failed -> {
                LOG.warnf("reaction=%s event=%s could not be decided, see its decision log", reaction, decided.event());
                yield "error";
            }
        };
        meters.counter("outrider.reactions.decisions", "outcome", outcome).increment();
    }
}
