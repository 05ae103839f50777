package io.outrider.reactor.reaction.domain;

import io.outrider.reactor.event.domain.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what follows from an event, by rules that remember nothing. */
public final class Reactor {

    private Reactor() {}

    /**
     * Returns one decision for each rule that is about the event, in the order of the rules. A rule that fails says so in its
     * decision; it never hinders another.
     */
    public static List<Decision> decide(List<Rule> rules, Occurrence occurrence, Instant now) {
        List<Decision> decisions = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.reaction().project().equals(occurrence.event().project())) {
                outcome(rule, occurrence)
                        .ifPresent(outcome -> decisions.add(new Decision(rule.reaction(), outcome, now)));
            }
        }
        return decisions;
    }

    private static Optional<Outcome> outcome(Rule rule, Occurrence occurrence) {
        try {
            if (rule.trigger().meaning(occurrence) != Trigger.Meaning.OCCURRENCE) {
                return Optional.empty();
            }
            if (rule.when().isPresent() && !rule.when().get().holds(occurrence)) {
                return Optional.of(new Outcome.NotMatched("conditions.when does not hold"));
            }
            return Optional.of(new Outcome.Fired(JobOrders.fill(
                    rule,
                    index -> ReactionId.job(
                            rule.reaction().firing("", occurrence.event().key()), index),
                    occurrence)));
        } catch (EvaluationException e) {
            return Optional.of(new Outcome.Failed(String.valueOf(e.getMessage())));
        }
    }
}
