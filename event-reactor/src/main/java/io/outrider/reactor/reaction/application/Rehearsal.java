package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.DecisionLine;
import io.outrider.reactor.reaction.domain.FiringLine;
import io.outrider.reactor.reaction.domain.JobOrder;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What would have happened.
 *
 * @param firings windows that would have ended
 * @param orders the jobs of each that would have been started
 */
public record Rehearsal(List<DecisionLine> decisions, List<FiringLine> firings, Map<UUID, List<JobOrder>> orders) {

    public Rehearsal {
        decisions = List.copyOf(decisions);
        firings = List.copyOf(firings);
        orders = Map.copyOf(orders);
    }
}
