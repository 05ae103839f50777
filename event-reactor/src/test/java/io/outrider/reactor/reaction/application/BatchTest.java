package io.outrider.reactor.reaction.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.Transactions;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.Documents;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.application.ReferenceReactor.Reaction;
import io.outrider.reactor.reaction.application.ReferenceReactor.Told;
import io.outrider.reactor.reaction.domain.Budget;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.notation.ReactionReader;
import io.outrider.reactor.reaction.outbound.postgres.FiringTable.EndedJob;
import io.outrider.reactor.window.outbound.postgres.GroupKey;
import io.outrider.schemas.Envelope;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random reactions ({@code any}, {@code all}, every limit, budgets of each and of all, whileRunning) and random events, timers and ends of jobs,
 * decided against PostgreSQL in batches: exactly what {@link ReferenceReactor} says of the same history. Nothing but rows lives from
 * one batch to the next, as after a restart; some batches break off before their commit and come again.
 */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class BatchTest {

    private static final int HISTORIES = 40;
    private static final int STEPS = 40;
    private static final int REACTIONS = 4;

    /** Longer than any history: that a job is given up for lost is tested where it is pure. */
    private static final Duration RUNNING_LIMIT = Duration.ofDays(1);

    /** In the future, where the timers of the service do not look. */
    private static final long START = Instant.parse("2999-01-01T00:00:00Z").toEpochMilli();

    /** Of their multiples none is one of another's, so that no two deadlines are the same and their order is known. */
    private static final List<Integer> TIMEOUTS = List.of(3, 5, 7, 11);

    private static final Expressions EXPRESSIONS = new Expressions();

    @Inject
    Stores stores;

    @Inject
    Transactions transactions;

    @Inject
    Pool pool;

    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private String project = "";
    private ReactionLimits limits = limits(new Budget(1_000, Duration.ofMinutes(1)));
    private long second;
    private int number;

    /** What is in force for all reactions together is in a row of all tests. */
    @BeforeEach
    @AfterEach
    void forget() {
        for (String table : List.of("budget", "reaction_group")) {
            pool.query("delete from " + table + " where project = '' or project like 'batch-%'")
                    .executeAndAwait();
        }
    }

    @Test
    void shouldDecideAsTheReferenceDoes() throws JsonProcessingException {
        for (int i = 0; i < HISTORIES; i++) {
            long seed = System.nanoTime();
            history(new Random(seed), seed);
            forget();
        }

        // Otherwise the histories would say nothing.
        assertThat(seen)
                .contains(
                        "FIRED",
                        "NOT_MATCHED",
                        "RESOLVED",
                        "WAITING join",
                        "WAITING minOccurrences",
                        "WAITING waitForMore",
                        "WAITING running",
                        "SUPPRESSED reReactDelay",
                        "SUPPRESSED running",
                        "SUPPRESSED budget",
                        "SUPPRESSED global-budget",
                        "ended by EVENT",
                        "ended by TIMER",
                        "ended by JOB_ENDED");
    }

    @Test
    void shouldNotWaitForEverForAGroupThatCannotBeStored() {
        List<GroupKey> half = List.of(new GroupKey("batch-half", "r", "\ud83d"));

        assertThatThrownBy(() -> transactions.run(transaction -> stores.groups().lock(transaction, half, half)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Expected to lock all of 1 groups");
    }

    private void history(Random random, long seed) throws JsonProcessingException {
        project = "batch-" + UUID.randomUUID().toString().substring(0, 8);
        rules.clear();
        second = 0;
        number = 0;
        List<Reaction> reactions = new ArrayList<>();
        for (int i = 0; i < REACTIONS; i++) {
            reactions.add(reaction(random, i));
        }
        Budget ofAll = new Budget(2 + random.nextInt(12), Duration.ofSeconds(10 + random.nextInt(50)));
        limits = limits(ofAll);
        ReferenceReactor reference = new ReferenceReactor(reactions, ofAll, RUNNING_LIMIT.toMillis());
        for (int i = 0; i < STEPS; i++) {
            second += random.nextInt(5) == 0 ? random.nextInt(40) : random.nextInt(4);
            switch (random.nextInt(5)) {
                case 0 -> timers(random, reference);
                case 1 -> jobs(random, reference);
                default -> events(random, reference);
            }
        }
        second += 100;
        timers(random, reference);

        assertThat(texts(ReferenceReactor.DECISIONS + " where e.project = $1"))
                .as("decisions, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(reference.decisions());
        assertThat(texts(ReferenceReactor.FIRINGS + " where f.project = $1"))
                .as("firings, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(reference.firings());
        reference.decisions().forEach(line -> see(line.split(" ", -1)));
        reference.firings().forEach(line -> seen.add("ended by " + line.split(" ", -1)[1]));
    }

    private void see(String... decision) {
        seen.add(decision[3].equals("null") ? decision[2] : decision[2] + " " + decision[3]);
    }

    /** Some events of one batch, which need not stand in it as they were received. */
    private void events(Random random, ReferenceReactor reference) {
        List<Arrival> arrivals = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String type = List.of("a", "b", "c", "d").get(random.nextInt(4));
            String group = random.nextInt(3) == 0 ? "y" : "x";
            boolean resolved = random.nextInt(12) == 0;
            Arrival arrival = arrival(type, group, resolved);
            Event event = arrival.occurrence().event();
            arrivals.add(arrival);
            told.add(new Told(
                    event.key(), type, group, resolved, event.receivedAt().toEpochMilli()));
            second += random.nextInt(3);
        }
        long now = now();
        told.forEach(each -> reference.event(each, now));
        Collections.shuffle(arrivals, random);
        batch(random, now, (transaction, batch) -> {
            List<Event> events = arrivals.stream()
                    .map(arrival -> arrival.occurrence().event())
                    .toList();
            assertThat(stores.events().claim(transaction, events, Instant.ofEpochMilli(now)))
                    .hasSize(events.size());
            batch.decide(arrivals, List.of(), new Inquiry(ruleSet(), Instant.ofEpochMilli(now), 8));
        });
    }

    private void timers(Random random, ReferenceReactor reference) {
        long now = now();
        reference.elapse(now, now);
        batch(random, now, (transaction, batch) -> batch.elapse(Instant.ofEpochMilli(now), 1_000));
    }

    private void jobs(Random random, ReferenceReactor reference) {
        Set<UUID> ended = new HashSet<>();
        for (UUID job : reference.running()) {
            if (random.nextBoolean()) {
                ended.add(job);
            }
        }
        long now = now();
        List<EndedJob> news = ended.stream()
                .map(job -> new EndedJob(
                        job,
                        project,
                        reference.groupOf(job).reaction(),
                        reference.groupOf(job).name()))
                .toList();
        reference.ended(ended, now);
        batch(
                random,
                now,
                (transaction, batch) ->
                        batch.decide(List.of(), news, new Inquiry(ruleSet(), Instant.ofEpochMilli(now), 8)));
    }

    /** Does the work in a transaction; sometimes the service dies at the end of it, and does it again. */
    private void batch(Random random, long now, BiConsumer<OpenTransaction, Batch> work) {
        if (random.nextInt(8) == 0) {
            assertThatThrownBy(() -> run(now, work, true)).hasMessage("killed");
        }
        run(now, work, false);
    }

    private void run(long now, BiConsumer<OpenTransaction, Batch> work, boolean dies) {
        transactions.run(transaction -> {
            Batch batch = new Batch(stores, transaction, ruleSet(), limits, Instant.ofEpochMilli(now));
            work.accept(transaction, batch);
            Written written = batch.store(transaction);
            if (dies) {
                throw new IllegalStateException("killed");
            }
            return written;
        });
    }

    private Reaction reaction(Random random, int place) throws JsonProcessingException {
        boolean all = random.nextInt(3) == 0;
        List<String> on = List.of(List.of("a", "b"), List.of("b", "c"), List.of("c", "a", "d"), List.of("d", "b"))
                .get(random.nextInt(4));
        boolean grouped = random.nextBoolean();
        int above = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0;
        int jobs = 1 + random.nextInt(2);
        int timeout = TIMEOUTS.get(place) * (1 + random.nextInt(2));
        List<String> limiter = new ArrayList<>();
        if (random.nextBoolean()) {
            limiter.add("minOccurrences: " + (2 + random.nextInt(2)) + ", within: " + (5 + random.nextInt(40)) + "s");
        }
        if (random.nextInt(3) == 0) {
            limiter.add("reReactDelay: " + (1 + random.nextInt(20)) + "s");
        }
        if (random.nextBoolean()) {
            limiter.add("waitForMore: {timeout: " + timeout + "s"
                    + (random.nextBoolean()
                            ? ", resetTimeoutOnMore: true, maxTimeout: " + timeout * (1 + random.nextInt(3)) + "s}"
                            : "}"));
        }
        String yaml = "name: r" + place
                + "\non: "
                + (all ? "{all: " + on + ", within: " + (3 + random.nextInt(30)) + "s}" : "{any: " + on + "}")
                + (grouped ? "\ngroupBy: data.group" : "")
                + "\nwhileRunning: " + List.of("coalesce", "skip", "parallel").get(random.nextInt(3))
                + (above > 0 ? "\nconditions: {when: {condition: event.occurrences > " + above + "}}" : "")
                + "\ntriggerLimiter: {" + String.join(", ", limiter) + "}"
                + "\nbudget: {jobs: " + (2 + random.nextInt(8)) + ", per: " + (5 + random.nextInt(60)) + "s}"
                + "\ndo: {jobs: [" + "{template: t}, ".repeat(jobs - 1) + "{template: t}]}";
        ReactionReader.Reading reading = new ReactionReader(EXPRESSIONS).read(Documents.read(yaml, false));
        assertThat(reading.errors()).as(yaml).isEmpty();
        ReactionDefinition definition = Objects.requireNonNull(reading.definition());
        ReactionId id = new ReactionId(project, definition.name(), 1);
        rules.add(new Compiling(EXPRESSIONS).rule(id, definition));
        return new Reaction(
                id, on, grouped, definition.isStateful(), definition.limiter(), above, definition.budget(), jobs);
    }

    private Arrival arrival(String type, String group, boolean resolved) {
        Instant at = Instant.ofEpochMilli(now());
        String data = "{\"group\": \"" + group + "\"}";
        Map<String, String> extensions = resolved ? Map.of("status", "resolved") : Map.of();
        Event event = new Event(project, "/m", "e" + number, type, null, at, extensions, data, 0, at);
        return new Arrival(
                new Occurrence(event, PlainJson.values(data)), Envelope.first("test", "/m", at, type, "test"));
    }

    /** Returns a moment after all earlier ones whose milliseconds no other has. */
    private long now() {
        return START + second * 1_000 + number++;
    }

    private RuleSet ruleSet() {
        return new RuleSet(rules, Set.of());
    }

    private static ReactionLimits limits(Budget ofAll) {
        return new ReactionLimits(8, RUNNING_LIMIT, Duration.ofSeconds(30), ofAll.jobs(), ofAll.per());
    }

    private List<String> texts(String query) {
        List<String> texts = new ArrayList<>();
        pool.preparedQuery(query).executeAndAwait(Tuple.of(project)).forEach(row -> texts.add(row.getString(0)));
        return texts;
    }
}
