package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.JobOrder;
import io.outrider.reactor.reaction.domain.Weight;
import io.outrider.reactor.window.domain.Limit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what a dry run comes to and keeps the newest endings of windows. */
final class DryRunTally {

    /** Endings that are kept. */
    static final int MAX_ENDINGS = 1_000;

    /** Characters of the parameters of all jobs that are kept. */
    private static final long MAX_WEIGHT = 4L * 1024 * 1024;

    private final Map<String, Long> decisions = new HashMap<>();
    private final Map<String, Long> causes = new HashMap<>();
    private final Deque<DryRunReport.Ending> endings = new ArrayDeque<>();
    private long events;
    private long matched;
    private long ended;
    private long weight;
    private boolean cut;

    /** Counts an event; returns how many there are. */
    long event() {
        return ++events;
    }

    void matched() {
        matched++;
    }

    void decided(String outcome) {
        decisions.merge(outcome, 1L, Long::sum);
    }

    void decided(String outcome, Limit limit) {
        decided(outcome);
        causes.merge(limit.text(), 1L, Long::sum);
    }

    void ended(DryRunReport.Ending ending) {
        ended++;
        endings.addLast(ending);
        weight += weight(ending);
        while (endings.size() > MAX_ENDINGS || (weight > MAX_WEIGHT && endings.size() > 1)) {
            weight -= weight(endings.removeFirst());
            cut = true;
        }
    }

    DryRunReport report(int open) {
        return new DryRunReport(events, matched, decisions, causes, ended, List.copyOf(endings), open, cut);
    }

    private static long weight(DryRunReport.Ending ending) {
        return ending.jobs().stream()
                .map(JobOrder::parameters)
                .mapToLong(parameters -> Weight.of(parameters, MAX_WEIGHT))
                .sum();
    }
}
