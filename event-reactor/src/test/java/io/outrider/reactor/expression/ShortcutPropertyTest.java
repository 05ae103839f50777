package io.outrider.reactor.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.reaction.domain.EvaluationException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ShortcutPropertyTest {
    private static final Expressions EXPRESSIONS = new Expressions();

    @Property
    void shouldSayWhatTheEngineSays(
            @ForAll("conditions") String condition, @ForAll("values") String a, @ForAll("values") String b) {
        Occurrence occurrence = Events.occurrence("t", "{\"a\": " + a + ", \"b\": {\"c\": " + b + "}}")
                .counted(3, java.util.List.of());

        Shortcut.Answer answer = Shortcut.of(condition).orElseThrow().answer(occurrence);

        if (answer != Shortcut.Answer.UNSURE) {
            assertThat(answer == Shortcut.Answer.YES).isEqualTo(engine(condition, occurrence));
        }
    }

    @Example
    void shouldBeTakenForWhatIsCommon() {
        Occurrence occurrence = Events.occurrence("disk", "{\"value\": 93, \"labels\": {\"severity\": \"critical\"}}");

        assertThat(answer("event.data.value > 90", occurrence)).isEqualTo(Shortcut.Answer.YES);
        assertThat(answer("event.occurrences > 2 or event.data.labels.severity == 'critical'", occurrence))
                .isEqualTo(Shortcut.Answer.YES);
        assertThat(answer("not (event.type == \"disk\") and event.data.value >= 1.5", occurrence))
                .isEqualTo(Shortcut.Answer.NO);
        assertThat(answer("event.data.none > 90", occurrence)).isEqualTo(Shortcut.Answer.UNSURE);
        assertThat(answer("event.data.value > '90'", occurrence)).isEqualTo(Shortcut.Answer.UNSURE);
    }

    @Example
    void shouldLeaveOtherFormsToTheEngine() {
        for (String text : new String[] {
            "event.data.value",
            "event.data.value | int > 3",
            "event.data['x'] == 1",
            "event.data.a == event.data.b",
            "not event.data.a == 1",
            "event.data.a == 'it\\'s'",
            "event.data.a == 1 == 2",
            "event.data.a == -1",
            "(event.data.a == 1",
            "event.data.a is defined",
            "1 < event.data.a",
            ""
        }) {
            assertThat(Shortcut.of(text)).describedAs(text).isEmpty();
        }
    }

    private static Shortcut.Answer answer(String condition, Occurrence occurrence) {
        return Shortcut.of(condition).orElseThrow().answer(occurrence);
    }

    /** The same with brackets around a name is no shortcut. */
    private static boolean engine(String condition, Occurrence occurrence) {
        String other = "event and (" + condition + ")";
        assertThat(Shortcut.of(other)).isEmpty();
        try {
            return EXPRESSIONS.condition(other).holds(occurrence);
        } catch (EvaluationException e) {
            throw new AssertionError(condition, e);
        }
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                constants(),
                Arbitraries.of(
                        "null", "true", "false", "[]", "{}", "-1", "1e3", "12345678901234567890", "\"90\"", "\"\""));
    }

    @Provide
    Arbitrary<String> conditions() {
        Arbitrary<String> comparison = Combinators.combine(
                        Arbitraries.of(
                                "event.data.a", "event.data.b.c", "event.type", "event.occurrences", "event.data.x.y"),
                        Arbitraries.of("==", "!=", "<", "<=", ">", ">="),
                        constants())
                .as((path, operator, constant) -> path + " " + operator + " " + constant);
        return Arbitraries.recursive(
                () -> comparison,
                inner -> Combinators.combine(inner, Arbitraries.of(" and ", " or ", "not"), inner)
                        .as((a, between, b) -> between.equals("not") ? "not (" + a + ")" : "(" + a + ")" + between + b),
                2);
    }

    private static Arbitrary<String> constants() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 4).map(String::valueOf),
                Arbitraries.of("1.0", "2.5", "3.0", "90"),
                Arbitraries.of("\"a\"", "\"A\"", "\"1\"", "\"t\"", "\"true\""));
    }
}
