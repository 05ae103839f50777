package io.outrider.reactor.reaction.domain;

import io.outrider.reactor.window.domain.GroupState;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The lines about one event, the firings that they belong to, and the jobs that those started.
 *
 * @param groups what was remembered of the group of each window, by the window's id, before the firings were read
 */
public record DecisionLog(
        List<DecisionLine> decisions, Map<UUID, GroupState> groups, List<FiringLine> firings, List<KnownJob> jobs) {

    public DecisionLog {
        decisions = List.copyOf(decisions);
        groups = Map.copyOf(groups);
        firings = List.copyOf(firings);
        jobs = List.copyOf(jobs);
    }
}
