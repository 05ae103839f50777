package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.Budget;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.window.domain.Gate;
import io.outrider.reactor.window.domain.Limiter;
import io.outrider.reactor.window.domain.ReferenceLimiter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * docs/reactions.md for several reactions with their groups and budgets, without any database: groups are {@link ReferenceLimiter}s, and
 * budgets are asked of a diary of all jobs that were started. Says what the decision log and the firings have to be.
 */
public final class ReferenceReactor {

    /** Asks the database for what {@link #decisions} says; {@code e} is the event. */
    public static final String DECISIONS = """
            select d.event_key || ' ' || d.reaction || ' ' || d.outcome || ' ' || coalesce(d.cause, 'null') || ' '
                || coalesce(((extract(epoch from d.until) * 1000)::bigint)::text, 'null')
            from decision d join event e using (event_key)""";

    /** Asks the database for what {@link #firings} says; {@code f} is the firing. */
    public static final String FIRINGS = """
            select f.id || ' ' || f.cause || ' ' || f.outcome || ' ' || f.occurrences || ' ' || f.event_key || ' '
                || (extract(epoch from f.fired_at) * 1000)::bigint || ' ['
                || coalesce((select string_agg(s.job_id::text, ', ' order by s.job_id::text collate "C") from started_job s
                     where s.firing_id = f.id), '') || ']'
            from firing f""";

    private static final Pattern END =
            Pattern.compile("(\\w+) (\\w+) at (\\d+) count (\\d+) opened by (\\S+) events \\[(.*)]");

    /**
     * A reaction.
     *
     * @param on plain names: one of them, or with a join all
     * @param grouped by the events' group
     * @param stateful whether windows that start nothing are written too
     * @param above the count has to be above this
     * @param jobs of each firing
     */
    public record Reaction(
            ReactionId id,
            List<String> on,
            boolean grouped,
            boolean stateful,
            Limiter limiter,
            int above,
            Budget budget,
            int jobs) {}

    /** An event as far as it matters. */
    public record Told(UUID key, String type, String group, boolean resolved, long at) {}

    private record Spent(String reaction, long at, int jobs) {}

    /** A group of a reaction. */
    public record Group(String reaction, String name) {}

    private final List<Reaction> reactions;
    private final Budget ofAll;
    private final long runningLimit;
    private final Map<Group, ReferenceLimiter> groups = new HashMap<>();
    private final List<Spent> spent = new ArrayList<>();
    private final Map<UUID, Group> running = new HashMap<>();
    private final List<String> decisions = new ArrayList<>();
    private final List<String> firings = new ArrayList<>();

    public ReferenceReactor(List<Reaction> reactions, Budget ofAll, long runningLimit) {
        this.reactions = reactions;
        this.ofAll = ofAll;
        this.runningLimit = runningLimit;
    }

    /** Lines {@code event reaction outcome cause until}; times are milliseconds since 1970. */
    public List<String> decisions() {
        return decisions;
    }

    /** Lines {@code id cause outcome occurrences newest at jobs}. */
    public List<String> firings() {
        return firings;
    }

    /** Returns jobs that were started and did not end. */
    public List<UUID> running() {
        return running.keySet().stream().sorted().toList();
    }

    Group groupOf(UUID job) {
        return Objects.requireNonNull(running.get(job));
    }

    /** An event is decided at this time, after those that were received before. */
    public void event(Told event, long now) {
        for (Reaction reaction : reactions) {
            int part = reaction.on().indexOf(event.type());
            if (part >= 0 && (reaction.stateful() || !event.resolved())) {
                Group group = new Group(reaction.id().name(), reaction.grouped() ? event.group() : "");
                ReferenceLimiter limiter = limiter(reaction, group);
                elapse(reaction, group, event.at(), now);
                String said = event.resolved()
                        ? limiter.resolved(event.at())
                        : limiter.occurred(event.key(), event.at(), part);
                Optional<String> refused = end(reaction, group, said, now);
                String decision = refused.map(limit -> "SUPPRESSED " + limit).orElse(ReferenceLimiter.decision(said));
                if (!decision.isEmpty()) {
                    decisions.add(event.key() + " " + reaction.id().name() + " " + decision);
                }
            }
        }
    }

    /** Windows end that are due until then, the earliest first. */
    public void elapse(long until, long now) {
        Map<Long, Group> due = new TreeMap<>();
        groups.forEach((group, limiter) -> limiter.deadline()
                .filter(deadline -> deadline <= until)
                .ifPresent(deadline -> {
                    if (due.put(deadline, group) != null) {
                        throw new IllegalStateException("Expected deadlines to differ, since their order matters");
                    }
                }));
        due.values().forEach(group -> elapse(reaction(group), group, until, now));
    }

    /** Jobs end, those of a group together. */
    void ended(Set<UUID> jobs, long now) {
        Map<Group, List<UUID>> byGroup = jobs.stream().collect(Collectors.groupingBy(this::groupOf));
        byGroup.keySet().stream()
                .sorted(Comparator.comparing(Group::reaction).thenComparing(Group::name))
                .forEach(group -> {
                    ReferenceLimiter limiter = limiter(reaction(group), group);
                    // What is due is the timers' business.
                    long at = limiter.deadline()
                            .filter(deadline -> deadline <= now)
                            .map(deadline -> deadline - 1)
                            .orElse(now);
                    elapse(reaction(group), group, at, now);
                    for (UUID job : Objects.requireNonNull(byGroup.get(group))) {
                        end(reaction(group), group, limiter.ended(job, at), now);
                    }
                });
        running.keySet().removeAll(jobs);
    }

    private void elapse(Reaction reaction, Group group, long until, long now) {
        ReferenceLimiter limiter = limiter(reaction, group);
        for (Optional<String> due = limiter.due(until); due.isPresent(); due = limiter.due(until)) {
            end(reaction, group, due.get(), now);
        }
    }

    /** Ends a window, if the words say so; returns what limits forbid its jobs. */
    private Optional<String> end(Reaction reaction, Group group, String said, long now) {
        Matcher words = END.matcher(said);
        if (!words.find()) {
            return Optional.empty();
        }
        UUID id = reaction.id().firing(group.name(), UUID.fromString(words.group(5)));
        long at = Long.parseLong(words.group(3));
        Optional<String> refusal = Optional.empty();
        String outcome = words.group(1).equals("RESOLVED") ? "RESOLVED" : "SUPPRESSED";
        Set<UUID> jobs = Set.of();
        if (words.group(1).equals("FIRES")) {
            refusal = refusal(reaction, now);
            if (refusal.isEmpty()) {
                outcome = "FIRED";
                jobs = IntStream.range(0, reaction.jobs())
                        .mapToObj(index -> ReactionId.job(id, index))
                        .collect(Collectors.toSet());
                jobs.forEach(job -> running.put(job, group));
                spent.add(new Spent(group.reaction(), now, reaction.jobs()));
                limiter(reaction, group).started(jobs, at, now + runningLimit);
            }
        }
        if (reaction.stateful() || outcome.equals("FIRED")) {
            List<String> events = List.of(words.group(6).split(", ", -1));
            long written = reaction.stateful() ? at : now;
            firings.add(id + " " + words.group(2) + " " + outcome + " " + words.group(4) + " " + events.getLast() + " "
                    + written + " " + jobs.stream().map(UUID::toString).sorted().toList());
        }
        return refusal;
    }

    private Optional<String> refusal(Reaction reaction, long now) {
        Predicate<Spent> own = each -> each.reaction().equals(reaction.id().name());
        return full("budget", spent.stream().filter(own), reaction.budget(), reaction.jobs(), now)
                .or(() -> full("global-budget", spent.stream(), ofAll, reaction.jobs(), now));
    }

    private static Optional<String> full(String name, Stream<Spent> diary, Budget budget, int jobs, long now) {
        long per = budget.per().toMillis();
        long opened = Long.MIN_VALUE / 2;
        long used = 0;
        for (Spent each : diary.toList()) {
            if (each.at() >= opened + per) {
                opened = each.at();
                used = 0;
            }
            used += each.jobs();
        }
        boolean fits = now >= opened + per || used + jobs <= budget.jobs();
        return fits ? Optional.empty() : Optional.of(name + " " + (opened + per));
    }

    private ReferenceLimiter limiter(Reaction reaction, Group group) {
        Gate gate = (occurrences, events) -> occurrences > reaction.above();
        return groups.computeIfAbsent(group, key -> new ReferenceLimiter(reaction.limiter(), gate));
    }

    private Reaction reaction(Group group) {
        return reactions.stream()
                .filter(each -> each.id().name().equals(group.reaction()))
                .findFirst()
                .orElseThrow();
    }
}
