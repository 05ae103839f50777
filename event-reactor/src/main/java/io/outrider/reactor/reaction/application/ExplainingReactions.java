package io.outrider.reactor.reaction.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.reactor.budget.domain.BudgetUse;
import io.outrider.reactor.budget.outbound.postgres.BudgetReads;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.domain.Budget;
import io.outrider.reactor.reaction.domain.Firings;
import io.outrider.reactor.reaction.domain.NamedDecision;
import io.outrider.reactor.reaction.domain.Pause;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.reactor.reaction.domain.RunningJobs;
import io.outrider.reactor.reaction.domain.StoredReaction;
import io.outrider.reactor.reaction.notation.ReactionReader;
import io.outrider.reactor.reaction.outbound.postgres.FiringReads;
import io.outrider.reactor.reaction.outbound.postgres.RecentReads;
import io.outrider.reactor.window.domain.RememberedGroups;
import io.outrider.reactor.window.outbound.postgres.GroupReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells how a reaction stands: what its groups wait for, what runs, what is left of the budget, whether it is paused, and what it decided
 * lately. The parts are read one after the other, so that they may be some milliseconds apart.
 */
@ApplicationScoped
public class ExplainingReactions {

    private static final int GROUPS = 50;
    private static final int JOBS = 50;
    private static final int DECISIONS = 20;

    private static final int PASSED = 10;

    private final ReadingReactions reading;
    private final ReactionReader reader;
    private final PausingReactions pausing;
    private final GroupReads groups;
    private final BudgetReads budgets;
    private final FiringReads firings;
    private final RecentReads recent;
    private final RecentTypes types;
    private final PassingOver passing;
    private final ReactionLimits limits;
    private final Vertx vertx;

    ExplainingReactions(
            ReadingReactions reading,
            ReactionReader reader,
            PausingReactions pausing,
            GroupReads groups,
            BudgetReads budgets,
            FiringReads firings,
            RecentReads recent,
            RecentTypes types,
            PassingOver passing,
            ReactionLimits limits,
            Vertx vertx) {
        this.reading = reading;
        this.reader = reader;
        this.pausing = pausing;
        this.groups = groups;
        this.budgets = budgets;
        this.firings = firings;
        this.recent = recent;
        this.types = types;
        this.passing = passing;
        this.limits = limits;
        this.vertx = vertx;
    }

    /**
     * What a reaction is at this moment.
     *
     * @param pause of the reaction, or else of all; empty when it is not paused
     */
    public record Terms(
            ReactionDefinition definition, Optional<Pause> pause, BudgetUse budget, BudgetUse globalBudget) {}

    /**
     * What a reaction does.
     *
     * @param lastFiring at most one
     * @param outcomes how often it decided how, lately
     * @param passed events that it passed over, lately
     */
    public record Activity(
            RememberedGroups groups,
            RunningJobs running,
            Firings lastFiring,
            Map<String, Long> outcomes,
            List<NamedDecision> decisions,
            List<PassingOver.PassedEvent> passed) {}

    /** How a reaction stands. */
    public record Explanation(Instant at, StoredReaction reaction, Terms terms, Activity activity) {}

    /** Returns how many jobs all reactions together may start. */
    public Budget globalBudget() {
        return limits.budget();
    }

    /** Explains a reaction. */
    public Uni<Explanation> explain(String project, String name) {
        Instant now = Clock.systemUTC().instant();
        return reading.existing(project, name)
                .chain(reaction -> terms(reaction)
                        .chain(terms -> vertx.executeBlocking(() -> types.of(project, terms.definition()))
                                .chain(named -> activity(new RecentReads.Of(project, name, named), now))
                                .map(activity -> new Explanation(now, reaction, terms, activity))));
    }

    // One after the other: two at once would share a session.
    private Uni<Terms> terms(StoredReaction reaction) {
        return Uni.combine()
                .all()
                .unis(
                        vertx.executeBlocking(() -> definition(reaction)),
                        pausing.all(reaction.project()).map(pauses -> PausingReactions.of(reaction.name(), pauses)),
                        budgets.use(reaction.project(), reaction.name()),
                        budgets.use("", ""))
                .usingConcurrencyOf(1)
                .with(Terms::new);
    }

    private Uni<Activity> activity(RecentReads.Of of, Instant now) {
        String project = of.project();
        String name = of.reaction();
        return Uni.combine()
                .all()
                .unis(
                        groups.alive(project, name, now, GROUPS),
                        recent.running(project, name, JOBS),
                        firings.newest(project, name, FiringReads.Place.START, 1),
                        recent.outcomes(of),
                        recent.decisions(of, DECISIONS),
                        recent.unanswered(of, PASSED)
                                .chain(events -> vertx.executeBlocking(() -> passing.by(project, name, events))))
                .usingConcurrencyOf(1)
                .with(Activity::new);
    }

    private ReactionDefinition definition(StoredReaction reaction) throws JsonProcessingException {
        ReactionReader.Reading reading = reader.read(PlainJson.tree(reaction.definition()));
        if (reading.definition() == null) {
            throw new IllegalStateException("Expected to read reaction " + reaction.name() + " " + reaction.version()
                    + ", but " + reading.errors());
        }
        return reading.definition();
    }
}
