package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.budget.domain.BudgetUse;
import io.outrider.reactor.reaction.application.ExplainingReactions;
import io.outrider.reactor.reaction.domain.Budget;
import io.outrider.reactor.reaction.domain.NamedDecision;
import io.outrider.reactor.reaction.domain.RunningJobs;
import io.outrider.reactor.window.domain.Limit;
import io.outrider.reactor.window.domain.Limiter;
import io.outrider.reactor.window.domain.RememberedGroups;
import io.outrider.reactor.window.domain.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Turns an explanation into what the API shows. */
final class ExplanationViews {

    private final Budget global;

    ExplanationViews(Budget global) {
        this.global = global;
    }

    ExplanationView of(ExplainingReactions.Explanation explanation) {
        ExplainingReactions.Terms terms = explanation.terms();
        ExplainingReactions.Activity activity = explanation.activity();
        Limiter limiter = terms.definition().limiter();
        Instant now = explanation.at();
        FiringViews firings = new FiringViews(activity.lastFiring());
        return new ExplanationView(
                explanation.reaction().name(),
                explanation.reaction().project(),
                explanation.reaction().version(),
                now,
                terms.definition().enabled(),
                terms.pause().map(PauseView::of).orElse(null),
                budget(terms.definition().budget(), terms.budget(), now),
                budget(global, terms.globalBudget(), now),
                activity.groups().count(),
                activity.groups().first().stream()
                        .map(group -> group(group, limiter, now))
                        .toList(),
                activity.running().count(),
                activity.running().first().stream().map(ExplanationViews::job).toList(),
                activity.lastFiring().firings().stream()
                        .findFirst()
                        .map(firings::of)
                        .orElse(null),
                activity.outcomes(),
                decisions(activity.decisions()),
                activity.passed().stream().map(PassedView::of).toList());
    }

    private static List<DecisionView> decisions(List<NamedDecision> lines) {
        return lines.stream()
                .map(line -> DecisionViews.of(line.decision(), new EventName(line.id(), line.source(), line.type())))
                .toList();
    }

    private static ExplanationView.Budget budget(Budget budget, BudgetUse use, Instant now) {
        Instant until = use.startedAt().plus(budget.per());
        boolean current = use.used() > 0 && now.isBefore(until);
        return new ExplanationView.Budget(
                budget.jobs(), text(budget.per()), current ? use.used() : 0, current ? until : null);
    }

    private static ExplanationView.Group group(RememberedGroups.Group group, Limiter limiter, Instant now) {
        Standing standing = Standing.of(limiter, group.state(), now);
        return new ExplanationView.Group(
                DecisionViews.group(group.key()),
                group.version(),
                standing.limit().map(Limit::text).orElse(null),
                standing.occurrences(),
                standing.until().orElse(null),
                standing.detail().orElse(null),
                standing.lastFired().orElse(null),
                List.copyOf(standing.running()));
    }

    private static ExplanationView.RunningJob job(RunningJobs.Job job) {
        return new ExplanationView.RunningJob(job.id(), DecisionViews.group(job.group()), job.firing(), job.at());
    }

    /** As users write it, in the largest unit that divides it. */
    private static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
