package io.outrider.reactor.reaction.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.Documents;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.domain.JobOrder;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.notation.ReactionReader;
import io.outrider.reactor.window.domain.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final Expressions EXPRESSIONS = new Expressions();
    private static final Instant UNTIL = Events.NOW.plus(Duration.ofDays(1));

    private final Map<UUID, Occurrence> stored = new HashMap<>();
    private final List<UUID> recalled = new ArrayList<>();

    @Test
    void shouldSayWhatWouldHaveFiredWhen() throws Exception {
        DryRunReport report = run(
                """
                groupBy: data.host
                triggerLimiter: {minOccurrences: 2, within: 10m, waitForMore: {timeout: 2m}, reReactDelay: 5m}
                """,
                event(0, "a", "x"),
                event(60, "b", "x"),
                event(90, "c", "y"),
                event(120, "d", "x"),
                event(200, "e", "x"));

        assertThat(report.events()).isEqualTo(5);
        assertThat(report.matched()).isEqualTo(5);
        assertThat(report.decisions()).isEqualTo(Map.of("WAITING", 4L, "SUPPRESSED", 1L));
        assertThat(report.causes()).isEqualTo(Map.of("minOccurrences", 2L, "waitForMore", 2L, "reReactDelay", 1L));
        assertThat(report.ended()).isEqualTo(1);
        assertThat(report.open()).isZero();
        assertThat(report.endings()).singleElement().satisfies(ending -> {
            assertThat(ending.at()).isEqualTo(Events.NOW.plusSeconds(180));
            assertThat(ending.group()).isEqualTo("x");
            assertThat(ending.occurrences()).isEqualTo(3);
            assertThat(ending.cause()).isEqualTo(Firing.Cause.TIMER);
            assertThat(ending.outcome()).isEqualTo("FIRED");
            assertThat(Objects.requireNonNull(ending.newest()).id()).isEqualTo("d");
            assertThat(ending.jobs()).extracting(JobOrder::parameters).containsExactly(Map.of("n", 3L, "id", "d"));
        });
    }

    @Test
    void shouldSayWhatIsStillOpen() throws Exception {
        DryRun run = new DryRun(
                rule("groupBy: data.host\ntriggerLimiter: {minOccurrences: 2, within: 1h}"),
                DryRun.Assumptions.PLAIN,
                this::recall);
        run.take(event(0, "a", "x"));
        run.take(event(60, "b", "y"));

        assertThat(run.finish(Events.NOW.plusSeconds(3_600)).open()).isEqualTo(1);
    }

    @Test
    void shouldLookAtEventsOfTheRuleOnly() throws Exception {
        DryRunReport report =
                run("match: {expression: event.data.host == 'x'}", event(0, "a", "x"), event(1, "b", "y"));

        assertThat(report.events()).isEqualTo(2);
        assertThat(report.matched()).isEqualTo(1);
        assertThat(report.decisions()).isEqualTo(Map.of("FIRED", 1L));
    }

    @Test
    void shouldShowEveryOutcome() throws Exception {
        DryRunReport report = run(
                """
                conditions: {when: {condition: event.data.host != 'no'}}
                budget: {jobs: 2, per: 1h}
                """,
                event(0, "a", "no"),
                event(1, "b", null),
                event(2, "c", "x"),
                event(3, "d", "x"),
                event(4, "e", "x"),
                event(4, "f", "x", 8),
                event(3_700, "g", "x"));

        assertThat(report.decisions()).isEqualTo(Map.of("NOT_MATCHED", 1L, "ERROR", 1L, "FIRED", 3L, "SUPPRESSED", 2L));
        assertThat(report.causes()).isEqualTo(Map.of("budget", 1L, "loop-guard", 1L));
        assertThat(report.endings())
                .extracting(DryRunReport.Ending::outcome)
                .containsExactly("ERROR", "FIRED", "FIRED", "SUPPRESSED", "FIRED");
    }

    @Test
    void shouldCancelWhatIsResolved() throws Exception {
        DryRunReport report =
                run("triggerLimiter: {waitForMore: {timeout: 5m}}", event(0, "a", "x"), resolved(60, "r", "x"));

        assertThat(report.endings()).extracting(DryRunReport.Ending::outcome).containsExactly("RESOLVED");
        assertThat(report.decisions()).isEqualTo(Map.of("WAITING", 1L, "RESOLVED", 1L));
    }

    @Test
    void shouldLetJobsEndAtOnceUnlessToldOtherwise() throws Exception {
        Occurrence[] events = {event(0, "a", "x"), event(60, "b", "x"), event(90, "c", "x")};
        String coalesce = "whileRunning: coalesce";
        DryRun.Assumptions slow = new DryRun.Assumptions(Duration.ofMinutes(2), Duration.ofHours(24), 8);

        assertThat(run(coalesce, events).endings())
                .extracting(DryRunReport.Ending::cause)
                .containsExactly(Firing.Cause.EVENT, Firing.Cause.EVENT, Firing.Cause.EVENT);
        assertThat(run(rule(coalesce), slow, events).endings())
                .extracting(ending -> ending.cause() + " " + ending.occurrences() + " "
                        + Duration.between(Events.NOW, ending.at()).toSeconds())
                .containsExactly("EVENT 1 0", "JOB_ENDED 2 120");
    }

    @Test
    void shouldAskForEventsThatItDoesNotRememberAnyMore() throws Exception {
        DryRun run = new DryRun(
                rule("groupBy: data.host\ntriggerLimiter: {waitForMore: {timeout: 1h}}\nbudget: {jobs: 100000}"),
                DryRun.Assumptions.PLAIN,
                this::recall);
        for (int i = 0; i < 11_000; i++) {
            run.take(event(0, "e" + i, "host" + i));
        }

        DryRunReport report = run.finish(UNTIL);

        assertThat(report.ended()).isEqualTo(11_000);
        assertThat(report.endings()).hasSize(1_000);
        assertThat(report.cut()).isTrue();
        assertThat(recalled).isNotEmpty();
        assertThat(report.decisions()).isEqualTo(Map.of("WAITING", 11_000L));
        assertThat(report.endings()).extracting(DryRunReport.Ending::outcome).containsOnly("FIRED");
    }

    private DryRunReport run(String fields, Occurrence... events) throws Exception {
        return run(rule(fields), DryRun.Assumptions.PLAIN, events);
    }

    private DryRunReport run(Rule rule, DryRun.Assumptions assumptions, Occurrence... events) {
        DryRun run = new DryRun(rule, assumptions, this::recall);
        for (Occurrence event : events) {
            run.take(event);
        }
        return run.finish(UNTIL);
    }

    private Optional<Occurrence> recall(UUID key) {
        recalled.add(key);
        return Optional.ofNullable(stored.get(key));
    }

    private static Rule rule(String fields) throws Exception {
        ReactionReader.Reading reading = new ReactionReader(EXPRESSIONS)
                .read(Documents.read(
                        "name: r\non: a/*\ndo: {jobs: [{template: t, parameters: {n: '{{ event.occurrences }}', id: '{{ event.id if event.data.host else event.none }}'}}]}\n"
                                + fields,
                        false));
        assertThat(reading.errors()).isEmpty();
        return new Compiling(EXPRESSIONS)
                .rule(new ReactionId("default", "r", 1), Objects.requireNonNull(reading.definition()));
    }

    private Occurrence event(long seconds, String id, @Nullable String host) {
        return event(seconds, id, host, 0);
    }

    private Occurrence event(long seconds, String id, @Nullable String host, int depth) {
        return event(seconds, id, host, depth, Map.of());
    }

    private Occurrence resolved(long seconds, String id, String host) {
        return event(seconds, id, host, 0, Map.of("status", "resolved"));
    }

    private Occurrence event(
            long seconds, String id, @Nullable String host, int depth, Map<String, String> extensions) {
        Instant at = Events.NOW.plusSeconds(seconds);
        String data = host == null ? "{}" : "{\"host\": \"" + host + "\"}";
        Event event = new Event("default", "/m", id, "a/b", null, at, extensions, data, depth, at);
        Occurrence occurrence = new Occurrence(event, PlainJson.values(data));
        stored.put(event.key(), occurrence);
        return occurrence;
    }
}
