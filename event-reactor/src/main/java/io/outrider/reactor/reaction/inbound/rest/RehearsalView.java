package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.reaction.application.Rehearsal;
import io.outrider.reactor.reaction.domain.DecisionLine;
import io.outrider.reactor.reaction.domain.FiringLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event would do if it came again now.
 *
 * @param event which one
 * @param dryRun true: nothing was published
 * @param decidedAt for which moment this is true
 * @param decisions what each reaction would decide
 */
public record RehearsalView(EventName event, boolean dryRun, Instant decidedAt, List<Decision> decisions) {

    /** A line that would be in the decision log, see {@link DecisionView}; with the jobs that would be started. */
    public record Decision(
            String reaction,
            int version,
            @Nullable String group,
            String outcome,
            @Nullable String cause,
            @Nullable Instant until,
            @Nullable String reason,
            @Nullable Long occurrences,
            List<JobView> jobs) {}

    /** Shows a rehearsal. */
    public static RehearsalView of(EventName event, Instant at, Rehearsal rehearsal) {
        return new RehearsalView(
                event,
                true,
                at,
                rehearsal.decisions().stream()
                        .map(line -> decision(line, rehearsal))
                        .toList());
    }

    private static Decision decision(DecisionLine line, Rehearsal rehearsal) {
        Long occurrences = rehearsal.firings().stream()
                .filter(firing -> firing.id().equals(line.firing()))
                .map(FiringLine::occurrences)
                .findFirst()
                .orElse(null);
        List<JobView> jobs = line.firing() == null
                ? List.of()
                : rehearsal.orders().getOrDefault(line.firing(), List.of()).stream()
                        .map(JobView::of)
                        .toList();
        return new Decision(
                line.reaction(),
                line.version(),
                DecisionViews.group(line.group()),
                line.outcome(),
                line.cause(),
                line.until(),
                line.reason(),
                occurrences,
                jobs);
    }
}
