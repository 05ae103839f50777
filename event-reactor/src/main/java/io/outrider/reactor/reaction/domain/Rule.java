package io.outrider.reactor.reaction.domain;

import java.util.List;
import java.util.Optional;

/** A reaction ready for use: its expressions are compiled. */
public record Rule(ReactionId reaction, Trigger trigger, Optional<Condition> when, List<JobRule> jobs) {

    public Rule {
        jobs = List.copyOf(jobs);
    }
}
