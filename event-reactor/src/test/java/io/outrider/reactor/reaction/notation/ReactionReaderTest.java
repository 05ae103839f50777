package io.outrider.reactor.reaction.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.labels.LabelSelector;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.Documents;
import io.outrider.reactor.reaction.domain.Budget;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.reactor.reaction.domain.StatusMatch;
import io.outrider.reactor.window.domain.Join;
import io.outrider.reactor.window.domain.Limiter;
import io.outrider.reactor.window.domain.WaitForMore;
import io.outrider.reactor.window.domain.WhileRunning;
import io.outrider.rest.FieldError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReactionReaderTest {
    private static final ReactionReader READER = new ReactionReader(new Expressions());

    @Test
    void shouldReadAReaction() throws Exception {
        ReactionReader.Reading reading = read("""
                apiVersion: outrider/v1
                kind: Reaction
                name: disk-full
                on: prometheus/alert/*
                match:
                  labels: {severity: critical}
                  expression: event.data.value > 1
                conditions: {when: {condition: "event.data.value > 90"}}
                do:
                  jobs:
                  - template: clean@1.2.0
                    method: apply
                    parameters: {value: "{{ event.data.value }}", fixed: [1, yes]}
                    targets: 'instance={{ event.data.labels.instance }}'
                    all: true
                    timeout: 10m
                    retries: {limit: 2, backoff: 30s}
                  - {template: report, node: web-1}
                """);

        assertThat(reading.errors()).isEmpty();
        ReactionDefinition definition = reading.definition();
        assertThat(definition).isNotNull();
        assertThat(definition.on()).containsExactly("prometheus/alert/*");
        assertThat(definition.matchLabels()).isEqualTo(LabelSelector.parse("severity=critical"));
        assertThat(definition.when()).isEqualTo("event.data.value > 90");
        assertThat(definition.jobs().getFirst())
                .isEqualTo(new ReactionDefinition.Job(
                        "clean",
                        "1.2.0",
                        "apply",
                        Map.of("value", "{{ event.data.value }}", "fixed", List.of(1L, "yes")),
                        null,
                        "instance={{ event.data.labels.instance }}",
                        true,
                        600,
                        2,
                        30));
        assertThat(definition.jobs().get(1).method()).isEqualTo("run");
    }

    @Test
    void shouldNameEverythingThatIsWrong() throws Exception {
        assertThat(errors("""
                kind: Runbook
                name: "no spaces"
                match: {labels: 'a in b', expression: "event.data.value >", more: 1}
                conditions: {when: {condition: "x | nosuch"}}
                triggerLimiter: {minOccurrences: 0, within: soon, waitForMore: {maxTimeout: 1m}}
                groupBy: [data.x, dta.x]
                enabled: maybe
                whileRunning: wait
                budget: {per: 1h}
                colour: red
                do:
                  jobs:
                  - {runbook: x, parameters: {a: [{b: "{{ event. }}"}]}, node: n, targets: 'a==', timeout: soon, retries: {limit: 99}}
                  - template: "a b"
                    all: true
                """))
                .containsOnlyKeys(
                        "kind",
                        "name",
                        "on",
                        "match.labels",
                        "match.expression",
                        "match.more",
                        "conditions.when.condition",
                        "triggerLimiter.minOccurrences",
                        "triggerLimiter.within",
                        "triggerLimiter.waitForMore.timeout",
                        "triggerLimiter.waitForMore.maxTimeout",
                        "groupBy[1]",
                        "enabled",
                        "whileRunning",
                        "budget.jobs",
                        "colour",
                        "do.jobs[0].template",
                        "do.jobs[0].runbook",
                        "do.jobs[0].parameters.a[0].b",
                        "do.jobs[0].targets",
                        "do.jobs[0].timeout",
                        "do.jobs[0].retries.limit",
                        "do.jobs[1].template",
                        "do.jobs[1].all");
    }

    @Test
    void shouldCompareTheValuesOfLabelsAsTheyAre() throws Exception {
        LabelSelector selector = definition("""
                name: a
                on: b
                match: {labels: {instance: "web-1:9100", mountpoint: /boot, severity: "a,b", zone: "x,!env", n: 5, yes: true}}
                do: {jobs: [{template: t}]}
                """).matchLabels();
        Map<String, String> labels = Map.of(
                "instance",
                "web-1:9100",
                "mountpoint",
                "/boot",
                "severity",
                "a,b",
                "zone",
                "x,!env",
                "n",
                "5",
                "yes",
                "true");

        assertThat(selector).isNotNull();
        assertThat(selector.matches(labels)).isTrue();
        for (String label : labels.keySet()) {
            Map<String, String> other = new HashMap<>(labels);
            other.put(label, "x");
            assertThat(selector.matches(other)).as(label).isFalse();
        }
    }

    @Test
    void shouldRefuseLabelsThatCannotBe() throws Exception {
        assertThat(errors("{name: a, on: b, match: {labels: {'x,!env': y}}, do: {jobs: [{template: t}]}}")
                        .get("match.labels"))
                .startsWith("Expected a label key of the form")
                .endsWith("but it was 'x,!env'");
        assertThat(errors("{name: a, on: b, match: {labels: {x: [y]}}, do: {jobs: [{template: t}]}}"))
                .containsExactlyEntriesOf(
                        Map.of("match.labels", "Expected texts as values of labels, but one is a list"));
    }

    @Test
    void shouldSayWhatIsNotSupportedYet() throws Exception {
        assertThat(errors("{name: a, on: b, do: {jobs: [{template: t, runbook: r}]}}"))
                .containsExactlyEntriesOf(Map.of(
                        "do.jobs[0].runbook",
                        "Expected no such field, but it is there: this version does not support it yet"));
    }

    @Test
    void shouldReadLimits() throws Exception {
        ReactionDefinition definition = definition("""
                name: a
                on: {all: [cpu/*, disk/full], within: 10m}
                match: {status: any}
                groupBy: [data.labels.instance, "event.data.zone | lower"]
                enabled: false
                triggerLimiter:
                  minOccurences: 2
                  within: 10m
                  reReactDealy: 5m
                  waitForMore: {timeout: 2m, resetTimeoutOnMore: true}
                whileRunning: skip
                budget: {jobs: 7, per: 1h}
                do: {jobs: [{template: t, parameters: {all: ["{{ events }}"]}}]}
                """);

        assertThat(definition.on()).containsExactly("cpu/*", "disk/full");
        assertThat(definition.status()).isEqualTo(StatusMatch.ANY);
        assertThat(definition.groupBy()).containsExactly("data.labels.instance", "event.data.zone | lower");
        assertThat(definition.enabled()).isFalse();
        assertThat(definition.budget()).isEqualTo(new Budget(7, Duration.ofHours(1)));
        assertThat(definition.mentions()).isEqualTo(new ReactionDefinition.Mentions(false, true));
        assertThat(definition.limiter())
                .isEqualTo(new Limiter(
                        Optional.of(new Join(List.of("cpu/*", "disk/full"), Duration.ofMinutes(10))),
                        2,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        Optional.of(new WaitForMore(Duration.ofMinutes(2), true, Duration.ofMinutes(20))),
                        WhileRunning.SKIP,
                        Limiter.MAX_COUNT));
    }

    @Test
    void shouldRememberNothingUnlessAsked() throws Exception {
        assertThat(definition("{name: a, on: {any: [b, c]}, do: {jobs: [{template: t}]}}")
                        .isStateful())
                .isFalse();
        assertThat(definition("{name: a, on: b, groupBy: source, do: {jobs: [{template: t}]}}")
                        .limiter()
                        .whileRunning())
                .isEqualTo(WhileRunning.COALESCE);
        assertThat(definition(
                                "{name: a, on: b, conditions: {when: {condition: event.occurences > 10}}, do: {jobs: [{template: t}]}}")
                        .isStateful())
                .isTrue();
        assertThat(definition("{name: a, on: b, do: {jobs: [{template: t, parameters: {note: all occurrences}}]}}")
                        .isStateful())
                .isFalse();
    }

    @Test
    void shouldSayHowToMendLimits() throws Exception {
        assertThat(errors("""
                name: a
                on: {all: [b], any: [c], during: 1m}
                match: {status: closed, expression: event.occurrences > 1}
                groupBy: [instance, event.occurrences]
                triggerLimiter:
                  minOccurrences: 2
                  minOccurences: 2
                  waitForMore: {timeout: 2m, resetTimeoutOnMore: true, maxTimeout: 1m}
                budget: {jobs: 0}
                do: {jobs: [{template: t}]}
                """))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("on", "Expected either any or all, but both are there"),
                        Map.entry("on.all", "Expected a list of 2 to 20 texts, but was 1 of them"),
                        Map.entry("on.within", "Expected a duration such as 10m beside all, but it is missing"),
                        Map.entry("on.during", "Expected one of [all, any, within], but was an unknown field"),
                        Map.entry("match.status", "Expected one of firing, resolved, any, but was 'closed'"),
                        Map.entry(
                                "match.expression",
                                "Expected nothing of occurrences or events, which are counted only after the match, but it is there: put it into conditions.when.condition"),
                        Map.entry(
                                "groupBy[0]",
                                "Expected a path of the event such as data.labels.instance, beginning with one of data, extensions, id, labels, name, project, receivedAt, source, status, subject, time, type, or an expression over event, but was 'instance'"),
                        Map.entry(
                                "groupBy[1]",
                                "Expected nothing of occurrences or events, which are counted for each group, but it is there"),
                        Map.entry(
                                "triggerLimiter.minOccurences",
                                "Expected one spelling, but minOccurrences stands there too: remove this one"),
                        Map.entry(
                                "triggerLimiter.waitForMore.maxTimeout",
                                "Expected at least the timeout, but it is shorter"),
                        Map.entry("budget.jobs", "Expected a whole number of 1 to 1000000, but was 0")));
    }

    @Test
    void shouldRefuseABudgetThatNeverSuffices() throws Exception {
        assertThat(errors("{name: a, on: b, budget: {jobs: 1}, do: {jobs: [{template: t}, {template: u}]}}"))
                .containsExactlyEntriesOf(Map.of(
                        "budget.jobs", "Expected at least 2, as many as do.jobs has, or it never fires; but was 1"));
    }

    @Test
    void shouldRefuseNamesThatStandTwice() throws Exception {
        assertThat(errors("{name: a, on: {all: [b, b], within: 1m}, do: {jobs: [{template: t}]}}"))
                .containsExactlyEntriesOf(Map.of("on.all[1]", "Expected different texts, but 'b' stands there twice"));
        assertThat(errors("{name: a, on: {any: [b], within: 1m}, do: {jobs: [{template: t}]}}"))
                .containsOnlyKeys("on.within");
    }

    @Test
    void shouldRefuseWhatIsNoReaction() throws Exception {
        assertThat(errors("[]")).containsKey("body");
        assertThat(errors("{name: a, on: b, do: {jobs: []}}")).containsOnlyKeys("do.jobs");
        assertThat(errors("{name: a, on: b, do: 3}")).containsKey("do");
        assertThat(errors("{name: a, on: b}")).containsKey("do.jobs");
    }

    @Test
    void shouldBoundYaml() {
        assertThatThrownBy(() -> read("a: &x [1]\nb: *x\nc: {d: 1, d: 2}")).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> read("a: " + "[".repeat(1_000))).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> read("a: " + "x".repeat(300_000))).isInstanceOf(JsonProcessingException.class);
    }

    private static ReactionDefinition definition(String yaml) throws Exception {
        ReactionReader.Reading reading = read(yaml);
        assertThat(reading.errors()).isEmpty();
        return Objects.requireNonNull(reading.definition());
    }

    private static Map<String, String> errors(String yaml) throws Exception {
        return read(yaml).errors().stream()
                .collect(java.util.stream.Collectors.toMap(FieldError::field, FieldError::message, (a, b) -> a));
    }

    private static ReactionReader.Reading read(String yaml) throws Exception {
        return READER.read(Documents.read(yaml, false));
    }
}
