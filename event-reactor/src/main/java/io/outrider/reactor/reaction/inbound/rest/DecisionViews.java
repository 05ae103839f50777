package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.reaction.domain.DecisionLine;
import io.outrider.reactor.reaction.domain.DecisionLog;
import io.outrider.reactor.reaction.domain.FiringLine;
import io.outrider.reactor.reaction.domain.KnownJob;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the decision log into what the API shows. */
public final class DecisionViews {

    private DecisionViews() {}

    /**
     * Returns the lines about one event, with the windows that it counts in and their jobs.
     *
     * @param open which windows are open
     */
    public static List<DecisionView> of(DecisionLog log, Set<UUID> open) {
        Map<UUID, FiringLine> firings =
                log.firings().stream().collect(Collectors.toMap(FiringLine::id, Function.identity()));
        Map<UUID, List<KnownJob>> jobs = byFiring(log.jobs());
        return log.decisions().stream()
                .map(decision -> {
                    FiringView firing = window(decision.firing(), open, firings, jobs);
                    return view(decision, null, firing, firing == null ? List.of() : ids(firing));
                })
                .toList();
    }

    /** Returns a line in a list of several events. */
    static DecisionView of(DecisionLine decision, EventName event) {
        return view(decision, event, null, null);
    }

    /** Returns a window that ended. */
    static FiringView of(FiringLine firing, @Nullable EventName event, List<KnownJob> jobs) {
        return new FiringView(
                firing.id(),
                firing.version(),
                group(firing.group()),
                firing.outcome(),
                firing.cause(),
                firing.occurrences(),
                firing.at(),
                firing.reason(),
                event,
                jobs.stream()
                        .map(job -> new FiringView.Job(job.job(), job.status(), job.endedAt()))
                        .toList());
    }

    static Map<UUID, List<KnownJob>> byFiring(List<KnownJob> jobs) {
        return jobs.stream().collect(Collectors.groupingBy(KnownJob::firing));
    }

    /** Nothing rather than an empty text: most reactions have no groups. */
    static @Nullable String group(String key) {
        return key.isEmpty() ? null : key;
    }

    private static @Nullable FiringView window(
            @Nullable UUID id, Set<UUID> open, Map<UUID, FiringLine> firings, Map<UUID, List<KnownJob>> jobs) {
        if (id == null) {
            return null;
        }
        FiringLine firing = firings.get(id);
        return firing == null
                ? new FiringView(
                        id, null, null, open.contains(id) ? "OPEN" : "LAPSED", null, null, null, null, null, List.of())
                : of(firing, null, jobs.getOrDefault(id, List.of()));
    }

    private static DecisionView view(
            DecisionLine decision, @Nullable EventName event, @Nullable FiringView firing, @Nullable List<UUID> jobs) {
        return new DecisionView(
                decision.reaction(),
                decision.version(),
                group(decision.group()),
                decision.outcome(),
                decision.cause(),
                decision.until(),
                decision.reason(),
                decision.at(),
                event,
                firing,
                jobs);
    }

    private static List<UUID> ids(FiringView firing) {
        return firing.jobs().stream().map(FiringView.Job::id).toList();
    }
}
