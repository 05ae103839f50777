package io.outrider.reactor.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.reaction.domain.EvaluationException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
    /** Computing is limited to a second; on a busy machine that may take a while. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Expressions EXPRESSIONS = new Expressions();
    private static final Occurrence EVENT = Events.occurrence("disk/full", """
            {"value": 93, "ratio": 0.5, "ok": true, "none": null, "tags": ["a", "b"], "labels": {"instance": "web-1"},
             "jinja": "{{ 1 + 1 }}", "long": "%s"}""".formatted("x".repeat(2_000)));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "event.data.value > 90 ; true",
                "event.data.value > 93 ; false",
                "event.occurrences >= 1 ; true",
                "event.type == 'disk/full' and event.name == event.type ; true",
                "event.data.missing ; false",
                "event.data.missing.deeper == 'x' ; false",
                "not event.data.missing ; true",
                "'a' in event.data.tags ; true",
                "event.labels.instance == 'web-1' and event.labels.region == 'eu' ; true",
                "event.data.tags|length == 2 ; true",
                "event.data.labels.instance.startsWith('web-') ; true",
                "event.data.value is defined and event.data.missing is not defined ; true",
                "event.data.tags | select('equalto', 'a') | list | length == 1 ; true",
                "event.source == '/monitoring' and event.subject == 'web-1' ; true",
            })
    void shouldSayWhetherConditionsHold(String condition, boolean expected) {
        assertThat(EXPRESSIONS.problemOfCondition(condition)).isEmpty();
        assertThat(EXPRESSIONS.condition(condition).holds(EVENT)).isEqualTo(expected);
    }

    @Test
    void shouldKeepTheTypeOfASingleExpression() {
        assertThat(fill("{{ event.data.value }}")).isEqualTo(93L);
        assertThat(fill("{{ event.data.ratio }}")).isEqualTo(0.5);
        assertThat(fill(" {{ event.data.ok }} ")).isEqualTo(true);
        assertThat(fill("{{ event.data.tags }}")).isEqualTo(List.of("a", "b"));
        assertThat(fill("{{ event.data.labels }}")).isEqualTo(Map.of("instance", "web-1"));
        assertThat(fill("{{ event.data.value + 1 }}")).isEqualTo(94L);
        assertThat(fill("{{ event.data.missing | default('d') }}")).isEqualTo("d");
    }

    @Test
    void shouldRenderTextsWithPlaces() {
        assertThat(fill("instance={{ event.data.labels.instance }}")).isEqualTo("instance=web-1");
        assertThat(fill("{% for t in event.data.tags %}<{{ t }}>{% endfor %}")).isEqualTo("<a><b>");
        assertThat(fill("{% if event.data.value > 90 %}high{% else %}low{% endif %}"))
                .isEqualTo("high");
        assertThat(fill("{% for k, v in event.data.labels.items() %}{{ k }}:{{ v }}{% endfor %}"))
                .isEqualTo("instance:web-1");
        assertThat(fill("no places")).isEqualTo("no places");
    }

    @Test
    void shouldFillTextsAnywhereInAValue() {
        Object value = Map.of("a", List.of("{{ event.data.value }}", 1L), "b", Map.of("c", "x{{ event.subject }}"));

        assertThat(EXPRESSIONS.template(value).fill(EVENT))
                .isEqualTo(Map.of("a", List.of(93L, 1L), "b", Map.of("c", "xweb-1")));
    }

    @Test
    void shouldNotRenderWhatTheEventSays() {
        assertThat(fill("{{ event.data.jinja }}")).isEqualTo("{{ 1 + 1 }}");
        assertThat(fill("say {{ event.data.jinja }}")).isEqualTo("say {{ 1 + 1 }}");
    }

    @Test
    void shouldNameWhatTheEventLacks() {
        assertThatThrownBy(() -> fill("{{ event.data.missing }}"))
                .isInstanceOf(EvaluationException.class)
                .hasMessageStartingWith("Expected event.data.missing to be there");
        assertThatThrownBy(() -> fill("x {{ event.data.missing }} y")).hasMessageContaining("event.data.missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.data.value >",
                "",
                "{{ event.data.value }}",
                "event.data.value | nosuch",
                "'%1000000000d' | format(1)",
                "'x' | center(1000000000)",
                "nosuch(1)",
                "''.getClass()",
                "event.getClass()",
                "'x'.repeat(1000000000)",
                "____int3rpr3t3r____",
                "a b"
            })
    void shouldRefuseConditions(String condition) {
        assertThat(EXPRESSIONS.problemOfCondition(condition))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("Expected "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ event.data.value + }}",
                "{{ event.data.value ",
                "{% if %}x{% endif %}",
                "{% if event.data %}x",
                "{% nosuch %}",
                "{% include 'file:///etc/passwd' %}",
                "{% import 'x' as y %}",
                "{% macro f() %}{% endmacro %}",
                "{{ 'x' | nosuch }}",
                "{% if 'x' | nosuch %}x{% endif %}",
                "{% set x = ____int3rpr3t3r____ %}",
                "{% for i in range(1000) %}{% for j in range(1000) %}{% for k in range(1000) %}{% endfor %}{% endfor %}{% endfor %}"
            })
    void shouldRefuseTemplates(String template) {
        assertThat(EXPRESSIONS.problemOfTemplate(template))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("Expected "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(1000) %}{% for j in range(1000) %}{% for k in range(1000) %}{{ i }}{% endfor %}{% endfor %}{% endfor %}",
                "{% for i in range(1000) %}{{ event.data.long }}{% endfor %}",
                "{% for i in range(1000) %}{% for j in range(1000) %}{% for k in range(1000) %}{% endfor %}{% endfor %}{% endfor %}",
                "{{ 'x'.repeat(1000000000) }}",
                "{{ event.data.long.getClass().forName('java.lang.Runtime') }}",
                "{{ ____int3rpr3t3r____.getContext() }}",
                "{{ 1.5 | round(1000000000) }}",
                "{{ 'x' | center(1000000000) }}",
                "{% include 'x' %}",
                "{{ '%1000000000d' | format(1) }}",
                "{{ '1e100000000' | round }}",
                "{{ ['1e100000000'] | map('abs') }}",
                "{{ 1 | round(100000000) }}"
            })
    void shouldStayWithinItsBoundsEvenUnchecked(String template) {
        Assertions.assertTimeoutPreemptively(
                PATIENCE, () -> assertThatThrownBy(() -> fill(template)).isInstanceOf(EvaluationException.class));
    }

    /** Small templates that would double a value again and again. */
    static Stream<String> snowballs() {
        String eight = "[d, d, d, d, d, d, d, d]";
        String list = "{% set d = event.data.tags %}" + ("{% set d = " + eight + " %}").repeat(12);
        return Stream.of(
                list + "{{ d }}",
                list + "{{ d | string | length }}",
                list + "{{ d | unique }}",
                list + "{% if d == d %}x{% endif %}",
                "{% set d = event.data.labels %}" + "{% set d = {'a': d, 'b': d, 'c': d} %}".repeat(20) + "{{ d }}",
                "{% set d = event.data.long %}" + "{% set d = d ~ d %}".repeat(30) + "{{ d | length }}",
                "{% set d = event.data.tags %}" + "{% set d = d + d %}".repeat(30) + "{{ d | length }}",
                "{{ event.data.long" + " | list | string".repeat(30) + " }}",
                "{{ event.data.long" + " | b64encode".repeat(60) + " }}",
                "{{ event.data.jinja" + " | tojson".repeat(60) + " }}");
    }

    @ParameterizedTest
    @MethodSource("snowballs")
    void shouldNotLetValuesGrow(String template) {
        Assertions.assertTimeoutPreemptively(
                PATIENCE, () -> assertThatThrownBy(() -> fill(template)).isInstanceOf(EvaluationException.class));
    }

    @Test
    void shouldSpendNoMoreTimeOnManyExpressionsThanOnOne() {
        String turns =
                "{% for i in range(100) %}{% for j in range(100) %}{% if j %}{% endif %}{% endfor %}{% endfor %}";
        List<String> many = Collections.nCopies(1_000, turns);

        assertThat(fill(turns)).isEqualTo("");
        Assertions.assertTimeoutPreemptively(
                PATIENCE,
                () -> assertThatThrownBy(() -> EXPRESSIONS.template(many).fill(EVENT))
                        .isInstanceOf(EvaluationException.class)
                        .hasMessageContaining("1 s of computing"));
    }

    @Test
    void shouldKnowNoTimeButTheEvents() {
        assertThat(EXPRESSIONS.problemOfCondition("today() != event.time")).isPresent();
        assertThat(EXPRESSIONS.problemOfCondition("unixtimestamp() > 1")).isPresent();
        assertThat(EXPRESSIONS.problemOfCondition("event.data.value in range(100)"))
                .isEmpty();
    }

    @Test
    void shouldRefuseMoreNamesThanAPersonWrites() {
        String many = "event.data.value > 1".concat(" and event.data.value > 1".repeat(40));

        assertThat(EXPRESSIONS.problemOfCondition(many))
                .hasValueSatisfying(problem -> assertThat(problem).contains("64 names"));
    }

    @Test
    void shouldRoundToPlainNumbers() {
        assertThat(fill("{{ 93.25 | round(1) }}")).isEqualTo(93.3);
        assertThat(fill("{{ 93.2 | round }}")).isEqualTo(93L);
    }

    @Test
    void shouldSurviveDeepNesting() {
        String deep = "(".repeat(8_000) + "1" + ")".repeat(8_000);

        assertThat(EXPRESSIONS.problemOfCondition(deep))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("Expected "));
        assertThat(EXPRESSIONS.problemOfTemplate("{{ " + "not ".repeat(4_000) + "1 }}"))
                .isNotNull();
        assertThat(EXPRESSIONS.condition("1 == 1").holds(EVENT)).isTrue();
    }

    private static Object fill(String template) {
        return EXPRESSIONS.template(template).fill(EVENT);
    }
}
