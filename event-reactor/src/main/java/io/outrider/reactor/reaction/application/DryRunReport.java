package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.reaction.domain.JobOrder;
import io.outrider.reactor.window.domain.Firing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have done.
 *
 * @param events that were looked at
 * @param matched those that the rule is about
 * @param decisions how many lines of each outcome the decision log would have
 * @param causes how many of them wait or are suppressed for each cause
 * @param ended how many windows would have ended
 * @param endings the newest of them, oldest first
 * @param open windows that would be open now, counting or waiting
 * @param cut whether endings, or parameters of jobs, were left out as there are too many
 */
public record DryRunReport(
        long events,
        long matched,
        Map<String, Long> decisions,
        Map<String, Long> causes,
        long ended,
        List<Ending> endings,
        int open,
        boolean cut) {

    public DryRunReport {
        decisions = Map.copyOf(decisions);
        causes = Map.copyOf(causes);
        endings = List.copyOf(endings);
    }

    /**
     * A window that would have ended.
     *
     * @param outcome FIRED, SUPPRESSED, ERROR or RESOLVED
     * @param newest its newest event; null if that was deleted since
     * @param jobs those that would have been started
     */
    public record Ending(
            Instant at,
            String group,
            long occurrences,
            @Nullable Event newest,
            Firing.Cause cause,
            String outcome,
            @Nullable String reason,
            List<JobOrder> jobs) {
        public Ending {
            jobs = List.copyOf(jobs);
        }
    }
}
