package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.event.outbound.postgres.EventRecall;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.domain.EvaluationException;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.domain.UnansweredEvent;
import io.outrider.reactor.reaction.outbound.postgres.ReactionTable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells why a reaction that names an event's type passed over it, which leaves no line in the decision log: thousands of events a second
 * times a thousand reactions would be written for nobody. It is worked out when somebody asks, from the stored event and the version of
 * the reaction that was in force when the event was decided. Starts nothing and keeps nothing. Not for an event loop.
 */
@ApplicationScoped
public class PassingOver {

    /** Reactions that are told of for an event. */
    public static final int MOST = 100;

    /** Versions that are in force no longer are compiled anew, so many at once. */
    private static final int PAGE = 50;

    /** Bytes of data of the events that are read at once. */
    private static final long ROOM = 8L * 1024 * 1024;

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String NOT_OPEN = "the event is resolved, and nothing that it could cancel was open";
    private static final String NOT_ASKED =
            "it matches, but was applied or deleted at about that moment and was not asked";

    private final Pool pool;
    private final ReactionTable reactions;
    private final RuleBook rules;
    private final EventRecall recall;

    PassingOver(Pool pool, ReactionTable reactions, RuleBook rules, EventRecall recall) {
        this.pool = pool;
        this.reactions = reactions;
        this.rules = rules;
        this.recall = recall;
    }

    /** Why a version of a reaction passed over an event. */
    public record Passed(ReactionId reaction, String reason) {}

    /** Why reactions passed over an event; cut: there may be more. */
    public record All(List<Passed> passed, boolean cut) {
        public static final All NONE = new All(List.of(), false);
    }

    /** Why a reaction passed over one of several events. */
    public record PassedEvent(UnansweredEvent event, Passed passed) {}

    /**
     * Returns why reactions that name the event's type passed over it.
     *
     * @param event its key
     * @param decidedAt when the reactions were asked
     * @param answered reactions that have a line about it
     */
    public All about(String project, UUID event, Instant decidedAt, Set<String> answered) {
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            Optional<Occurrence> found =
                    find(connection, List.of(event)).values().stream().findFirst();
            return found.isEmpty() ? All.NONE : about(connection, project, found.get(), decidedAt, answered);
        } finally {
            connection.closeAndAwait();
        }
    }

    /** Returns why the reaction passed over those of these events that it is older than. */
    public List<PassedEvent> by(String project, String reaction, List<UnansweredEvent> events) {
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            Map<UUID, Occurrence> found =
                    find(connection, events.stream().map(UnansweredEvent::key).toList());
            Map<ReactionId, Optional<Rule>> compiled = new HashMap<>();
            List<PassedEvent> passed = new ArrayList<>();
            for (UnansweredEvent event : events) {
                Occurrence occurrence = found.get(event.key());
                Optional<ReactionId> id = reactions.inForce(connection, project, reaction, event.decidedAt());
                if (occurrence != null && id.isPresent()) {
                    compiled.computeIfAbsent(id.get(), version -> one(connection, version))
                            .filter(rule -> rule.trigger().part(event.type()) >= 0)
                            .ifPresent(rule -> passed.add(new PassedEvent(event, passed(rule, occurrence))));
                }
            }
            return passed;
        } finally {
            connection.closeAndAwait();
        }
    }

    private All about(
            SqlConnection connection, String project, Occurrence event, Instant decidedAt, Set<String> answered) {
        Instant end = Clock.systemUTC().instant().plus(LONGEST);
        RuleSet current = rules.current(connection);
        List<Passed> passed = new ArrayList<>();
        List<ReactionId> others = new ArrayList<>();
        for (ReactionId id : reactions.inForce(connection, project, decidedAt)) {
            if (answered.contains(id.name()) || isFull(passed, end)) {
                continue;
            }
            current.named(project, id.name())
                    .filter(rule -> rule.reaction().version() == id.version())
                    .ifPresentOrElse(rule -> add(passed, rule, event), () -> others.add(id));
        }
        for (int from = 0; from < others.size() && !isFull(passed, end); from += PAGE) {
            List<ReactionId> page = others.subList(from, Math.min(others.size(), from + PAGE));
            reactions.versions(connection, project, page).stream()
                    .flatMap(stored -> rules.compiled(stored).stream())
                    .forEach(rule -> add(passed, rule, event));
        }
        boolean cut = isFull(passed, end);
        return new All(passed.subList(0, Math.min(MOST, passed.size())), cut);
    }

    private static boolean isFull(List<Passed> passed, Instant end) {
        return passed.size() > MOST || Clock.systemUTC().instant().isAfter(end);
    }

    private static void add(List<Passed> passed, Rule rule, Occurrence event) {
        if (rule.trigger().part(event.event().type()) >= 0) {
            passed.add(passed(rule, event));
        }
    }

    private Optional<Rule> one(SqlConnection connection, ReactionId id) {
        return reactions.versions(connection, id.project(), List.of(id)).stream()
                .findFirst()
                .flatMap(rules::compiled);
    }

    static Passed passed(Rule rule, Occurrence event) {
        try {
            String reason = rule.trigger()
                    .objection(event)
                    .orElseGet(() -> rule.trigger().isCancelledBy(event) ? NOT_OPEN : NOT_ASKED);
            return new Passed(rule.reaction(), reason);
        } catch (EvaluationException e) {
            return new Passed(rule.reaction(), String.valueOf(e.getMessage()));
        }
    }

    private Map<UUID, Occurrence> find(SqlConnection connection, List<UUID> keys) {
        Map<UUID, Occurrence> found = new HashMap<>();
        recall.find(connection, keys, keys.size() == 1 ? Long.MAX_VALUE : ROOM)
                .forEach(event -> found.put(event.key(), new Occurrence(event, PlainJson.values(event.data()))));
        return found;
    }
}
