package io.outrider.reactor.reaction.domain;

import io.outrider.reactor.window.domain.Limiter;
import java.util.List;
import java.util.Optional;

/**
 * A reaction ready for use: its expressions are compiled.
 *
 * @param enabled as its author applied it; a pause is another matter
 * @param limiter when occurrences of a group become a firing
 * @param stateful whether anything has to be remembered between events; otherwise each fires at once, on its own
 * @param needsEvents whether an expression looks at {@code events}, so that it is worth loading them
 */
public record Rule(
        ReactionId reaction,
        Trigger trigger,
        Optional<Condition> when,
        List<JobRule> jobs,
        boolean enabled,
        Grouping grouping,
        Limiter limiter,
        Budget budget,
        boolean stateful,
        boolean needsEvents) {

    public Rule {
        jobs = List.copyOf(jobs);
    }

    /** A rule that remembers nothing. */
    public Rule(ReactionId reaction, Trigger trigger, Optional<Condition> when, List<JobRule> jobs) {
        this(reaction, trigger, when, jobs, true, Grouping.NONE, Limiter.NONE, Budget.DEFAULT, false, false);
    }

    /** Returns the same rule with a memory: it takes part in windows that another version opened. */
    public Rule remembering() {
        return new Rule(reaction, trigger, when, jobs, enabled, grouping, limiter, budget, true, needsEvents);
    }
}
