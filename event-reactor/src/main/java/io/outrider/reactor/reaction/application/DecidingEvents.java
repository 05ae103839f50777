package io.outrider.reactor.reaction.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.reaction.domain.JobNews;
import io.outrider.reactor.reaction.outbound.postgres.FiringTable.EndedJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * Asks the reactions about each event, once: an event that was decided before is left alone. Windows, the decision log, firings and
 * the job requests are written in the caller's transaction: all of it or nothing.
 */
@ApplicationScoped
public class DecidingEvents {

    private final Stores stores;
    private final RuleBook rules;
    private final ReactionLimits limits;
    private final Alarm alarm;
    private final ReactionMeters meters;

    DecidingEvents(Stores stores, RuleBook rules, ReactionLimits limits, Alarm alarm, ReactionMeters meters) {
        this.stores = stores;
        this.rules = rules;
        this.limits = limits;
        this.alarm = alarm;
        this.meters = meters;
    }

    /** Decides a batch; returns the job requests that follow. */
    public List<OutgoingMessage<?>> decide(OpenTransaction transaction, List<Arrival> arrivals) {
        return decide(transaction, arrivals, List.of());
    }

    /**
     * Notes what became of jobs that reactions started, and decides the events that tell of all jobs.
     *
     * @param news at most one for each job
     */
    public List<OutgoingMessage<?>> heard(OpenTransaction transaction, List<JobNews> news, List<Arrival> arrivals) {
        List<EndedJob> ended = news.isEmpty() ? List.of() : stores.firings().heard(transaction, news);
        return decide(transaction, arrivals, ended);
    }

    /** Says of which project and type any reaction awaits events, so that it is worth making one. */
    public BiPredicate<String, String> awaited(OpenTransaction transaction) {
        RuleSet current = rules.current(transaction);
        return (project, type) -> !current.about(project, type).isEmpty();
    }

    private List<OutgoingMessage<?>> decide(OpenTransaction transaction, List<Arrival> arrivals, List<EndedJob> ended) {
        Instant now = Clock.systemUTC().instant();
        List<Arrival> fresh = claim(transaction, arrivals, now);
        if (fresh.isEmpty() && ended.isEmpty()) {
            return List.of();
        }
        RuleSet current = rules.current(transaction);
        return meters.evaluation(() -> {
            Batch batch = new Batch(stores, transaction, current, limits, now);
            batch.decide(fresh, ended, new Inquiry(current, now, limits.causationLimit()));
            Written written = batch.store(transaction);
            written.deadline().ifPresent(alarm::expect);
            meters.count(written);
            return written.messages();
        });
    }

    private List<Arrival> claim(OpenTransaction transaction, List<Arrival> arrivals, Instant now) {
        if (arrivals.isEmpty()) {
            return List.of();
        }
        List<Event> events =
                arrivals.stream().map(arrival -> arrival.occurrence().event()).toList();
        Set<UUID> claimed = stores.events().claim(transaction, events, now);
        List<Arrival> fresh = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            // remove: the same event twice in one batch is decided once.
            if (claimed.remove(arrival.occurrence().event().key())) {
                fresh.add(arrival);
            }
        }
        return fresh;
    }
}
