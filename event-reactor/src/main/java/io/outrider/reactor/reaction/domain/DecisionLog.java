package io.outrider.reactor.reaction.domain;

import java.util.List;

/** The lines about one event, the firings that they belong to, and the jobs that those started. */
public record DecisionLog(List<DecisionLine> decisions, List<FiringLine> firings, List<KnownJob> jobs) {

    public DecisionLog {
        decisions = List.copyOf(decisions);
        firings = List.copyOf(firings);
        jobs = List.copyOf(jobs);
    }
}
