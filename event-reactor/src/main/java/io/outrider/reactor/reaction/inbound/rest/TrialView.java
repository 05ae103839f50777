package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.reaction.application.DryRunReport;
import io.outrider.reactor.reaction.application.TestingReactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a reaction would have done.
 *
 * @param cut whether there were more events than are tried at once; the oldest were left out
 * @param first when the oldest that was tried was received; missing unless it was cut
 * @param remark what the events of the past may lack; missing where nothing
 * @param decisions how many of each outcome
 * @param causes for what they waited or by what they were suppressed, how often each
 * @param ended how many windows would have ended
 * @param firings the newest of them, oldest first
 * @param firingsCut whether some of these, or parameters of their jobs, were left out
 * @param open windows that would be open now
 */
public record TrialView(
        String reaction,
        Instant since,
        Instant until,
        Events events,
        boolean cut,
        @Nullable Instant first,
        @Nullable String remark,
        Map<String, Long> decisions,
        Map<String, Long> causes,
        long ended,
        List<Ending> firings,
        boolean firingsCut,
        int open) {

    /**
     * Events of that time.
     *
     * @param read those of the types that it names
     * @param matched those that the reaction is about
     */
    public record Events(long read, long matched) {}

    /** A window that would have ended, see {@link FiringView}; with the jobs that would have been started. */
    public record Ending(
            Instant at,
            @Nullable String group,
            String outcome,
            String cause,
            long occurrences,
            @Nullable EventName event,
            @Nullable String reason,
            List<JobView> jobs) {}

    static TrialView of(String reaction, TestingReactions.Trial trial) {
        DryRunReport report = trial.report();
        return new TrialView(
                reaction,
                trial.since(),
                trial.until(),
                new Events(trial.read(), report.matched()),
                trial.cut(),
                trial.first().orElse(null),
                trial.remark().orElse(null),
                new TreeMap<>(report.decisions()),
                new TreeMap<>(report.causes()),
                report.ended(),
                report.endings().stream().map(TrialView::ending).toList(),
                report.cut(),
                report.open());
    }

    private static Ending ending(DryRunReport.Ending ending) {
        return new Ending(
                ending.at(),
                DecisionViews.group(ending.group()),
                ending.outcome(),
                ending.cause().name(),
                ending.occurrences(),
                name(ending.newest()),
                ending.reason(),
                ending.jobs().stream().map(JobView::of).toList());
    }

    private static @Nullable EventName name(@Nullable Event event) {
        return event == null ? null : new EventName(event.id(), event.source(), event.type());
    }
}
