package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.reaction.outbound.postgres.DecisionEntity;
import io.outrider.reactor.reaction.outbound.postgres.DecisionReads;
import io.outrider.reactor.reaction.outbound.postgres.FiringEntity;
import io.outrider.reactor.reaction.outbound.postgres.StartedJobEntity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the decision log into what the API shows. */
public final class DecisionViews {

    private DecisionViews() {}

    /** Returns the lines about one event, with the windows that it counts in and their jobs. */
    public static List<DecisionView> of(DecisionReads.Log log) {
        Map<UUID, FiringEntity> firings =
                log.firings().stream().collect(Collectors.toMap(firing -> firing.id, Function.identity()));
        Map<UUID, List<StartedJobEntity>> jobs = byFiring(log.jobs());
        return log.decisions().stream()
                .map(decision -> {
                    FiringView firing = window(decision.firing, firings, jobs);
                    return view(decision, null, firing, firing == null ? List.of() : ids(firing));
                })
                .toList();
    }

    /** Returns a line in a list of several events. */
    static DecisionView of(DecisionEntity decision, EventName event) {
        return view(decision, event, null, null);
    }

    /** Returns a window that ended. */
    static FiringView of(FiringEntity firing, @Nullable EventName event, List<StartedJobEntity> jobs) {
        return new FiringView(
                firing.id,
                firing.version,
                group(firing.groupKey),
                firing.outcome,
                firing.cause,
                firing.occurrences,
                firing.firedAt,
                firing.reason,
                event,
                jobs.stream()
                        .map(job -> new FiringView.Job(job.job, job.status, job.endedAt))
                        .toList());
    }

    static Map<UUID, List<StartedJobEntity>> byFiring(List<StartedJobEntity> jobs) {
        return jobs.stream().collect(Collectors.groupingBy(job -> job.firing));
    }

    /** Nothing rather than an empty text: most reactions have no groups. */
    static @Nullable String group(String key) {
        return key.isEmpty() ? null : key;
    }

    private static @Nullable FiringView window(
            @Nullable UUID id, Map<UUID, FiringEntity> firings, Map<UUID, List<StartedJobEntity>> jobs) {
        if (id == null) {
            return null;
        }
        FiringEntity firing = firings.get(id);
        return firing == null
                ? new FiringView(id, null, null, "OPEN", null, null, null, null, null, List.of())
                : of(firing, null, jobs.getOrDefault(id, List.of()));
    }

    private static DecisionView view(
            DecisionEntity decision,
            @Nullable EventName event,
            @Nullable FiringView firing,
            @Nullable List<UUID> jobs) {
        return new DecisionView(
                decision.reaction,
                decision.version,
                group(decision.groupKey),
                decision.outcome,
                decision.cause,
                decision.until,
                decision.reason,
                decision.decidedAt,
                event,
                firing,
                jobs);
    }

    private static List<UUID> ids(FiringView firing) {
        return firing.jobs().stream().map(FiringView.Job::id).toList();
    }
}
