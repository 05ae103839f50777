package io.outrider.reactor.reaction.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.Documents;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.rest.FieldError;
import java.util.List;
import java.util.Map;
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
        assertThat(definition.on()).isEqualTo("prometheus/alert/*");
        assertThat(definition.matchLabels()).isEqualTo("severity=critical");
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
                triggerLimiter: {minOccurrences: 2}
                groupBy: [data.x]
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
                        "triggerLimiter",
                        "groupBy",
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
    void shouldSayWhatIsNotSupportedYet() throws Exception {
        assertThat(errors("{name: a, on: b, triggerLimiter: {}, do: {jobs: [{template: t}]}}"))
                .containsExactlyEntriesOf(Map.of(
                        "triggerLimiter",
                        "Expected no such field, but it is there: this version does not support it yet"));
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

    private static Map<String, String> errors(String yaml) throws Exception {
        return read(yaml).errors().stream()
                .collect(java.util.stream.Collectors.toMap(FieldError::field, FieldError::message, (a, b) -> a));
    }

    private static ReactionReader.Reading read(String yaml) throws Exception {
        return READER.read(Documents.read(yaml, false));
    }
}
