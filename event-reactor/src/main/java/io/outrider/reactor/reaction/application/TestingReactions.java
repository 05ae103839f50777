package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.event.domain.PlatformTypes;
import io.outrider.reactor.event.outbound.postgres.EventHistory;
import io.outrider.reactor.event.outbound.postgres.EventRecall;
import io.outrider.reactor.event.outbound.postgres.EventTypes;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tries a reaction, applied or not, on the events of the past. Starts nothing and keeps nothing. */
@ApplicationScoped
public class TestingReactions {

    /** The newest so many events are tried, of the types that the reaction names. */
    public static final int MOST_EVENTS = 100_000;

    /** Each holds a connection and a core. */
    private static final int AT_ONCE = 2;

    private static final int PAGE = 500;
    /** Bytes of data that are read at once. */
    private static final long ROOM = 8L * 1024 * 1024;

    private static final String UNTOLD =
            "events of Outrider itself are stored only while an applied reaction names their type: others were not tried";

    private static final Duration LONGEST = Duration.ofSeconds(45);
    private static final Duration BUSY = Duration.ofSeconds(5);

    private final Pool pool;
    private final EventTypes types;
    private final EventHistory history;
    private final EventRecall recall;
    private final Compiling compiling;
    private final DryRun.Assumptions assumptions;
    private final Semaphore free = new Semaphore(AT_ONCE);

    TestingReactions(
            Pool pool,
            EventTypes types,
            EventHistory history,
            EventRecall recall,
            Expressions expressions,
            ReactionLimits limits) {
        this.pool = pool;
        this.types = types;
        this.history = history;
        this.recall = recall;
        this.compiling = new Compiling(expressions);
        this.assumptions = new DryRun.Assumptions(Duration.ZERO, limits.runningLimit(), limits.causationLimit());
    }

    /**
     * What was tried.
     *
     * @param read events of the types that it names
     * @param cut whether there were more than are tried at once
     * @param first when the oldest that was tried was received; empty unless it was cut
     * @param remark what the past may lack
     */
    public record Trial(
            Instant since,
            Instant until,
            int read,
            boolean cut,
            Optional<Instant> first,
            Optional<String> remark,
            DryRunReport report) {}

    /**
     * Tries a reaction; not for an event loop.
     *
     * @throws ProblemException (429, 422) when others are tried already, or it takes too long
     */
    public Trial test(String project, ReactionDefinition definition, Duration age) {
        if (!free.tryAcquire()) {
            throw ProblemException.busy("Expected at most " + AT_ONCE + " tests at once, but so many run", BUSY);
        }
        try {
            SqlConnection connection = pool.getConnectionAndAwait();
            try {
                return test(connection, project, definition, age);
            } finally {
                connection.closeAndAwait();
            }
        } finally {
            free.release();
        }
    }

    private Trial test(SqlConnection connection, String project, ReactionDefinition definition, Duration age) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        Rule rule = compiling.rule(new ReactionId(project, definition.name(), 0), definition);
        EventHistory.History past = past(connection, rule, now.minus(age));
        DryRun run = new DryRun(
                rule,
                assumptions,
                key -> find(connection, List.of(key)).stream()
                        .map(TestingReactions::occurrence)
                        .findFirst());
        List<UUID> named = past.events().stream().map(EventHistory.Past::key).toList();
        for (int from = 0; from < named.size(); from += PAGE) {
            List<UUID> page = named.subList(from, Math.min(named.size(), from + PAGE));
            Map<UUID, Event> events =
                    find(connection, page).stream().collect(Collectors.toMap(Event::key, Function.identity()));
            for (UUID key : page) {
                Optional.ofNullable(events.get(key))
                        .or(() -> find(connection, List.of(key)).stream().findFirst())
                        .ifPresent(event -> run.take(occurrence(event)));
                patient(now, from);
            }
        }
        return new Trial(
                now.minus(age), now, past.events().size(), past.cut(), first(past), remark(rule), run.finish(now));
    }

    private static Optional<String> remark(Rule rule) {
        return PlatformTypes.ALL.stream().anyMatch(type -> rule.trigger().part(type) >= 0)
                ? Optional.of(UNTOLD)
                : Optional.empty();
    }

    /** Returns the events whose type it names. */
    private EventHistory.History past(SqlConnection connection, Rule rule, Instant since) {
        String project = rule.reaction().project();
        Predicate<String> named = type -> rule.trigger().part(type) >= 0;
        var wanted = new EventHistory.Wanted(
                project, types.of(connection, project, rule.trigger().names(), named), named);
        return history.since(connection, wanted, since, MOST_EVENTS);
    }

    private static Optional<Instant> first(EventHistory.History past) {
        return past.cut() ? past.events().stream().map(EventHistory.Past::at).findFirst() : Optional.empty();
    }

    private List<Event> find(SqlConnection connection, List<UUID> keys) {
        return recall.find(connection, keys, keys.size() == 1 ? Long.MAX_VALUE : ROOM);
    }

    private static Occurrence occurrence(Event event) {
        return new Occurrence(event, PlainJson.values(event.data()));
    }

    private static void patient(Instant began, int tried) {
        if (Duration.between(began, Clock.systemUTC().instant()).compareTo(LONGEST) > 0) {
            throw ProblemException.unprocessable(List.of(new FieldError(
                    "since",
                    "Expected a test of at most " + LONGEST.toSeconds() + " s, but it came only to " + tried
                            + " events; ask for less of the past")));
        }
    }
}
