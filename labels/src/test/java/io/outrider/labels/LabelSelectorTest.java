package io.outrider.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {
    private static final Map<String, String> WEB = Map.of("role", "web", "os", "debian", "example.com/tier", "a");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "role=web",
                "role == web",
                "role!=db",
                "missing!=db",
                "role in (web, db)",
                "role notin (db)",
                "missing notin (db)",
                "role",
                "!canary",
                "role=web,!canary",
                "example.com/tier=a",
                "web-*",
                "db-*,web-*",
                "web-*,os=debian",
                "!db-*",
                "name=web-1",
                " role = web , os ",
                "in=x,role=web"
            })
    void shouldChoose(String selector) {
        Map<String, String> labels = selector.startsWith("in=") ? Map.of("in", "x", "role", "web") : WEB;
        assertThat(LabelSelector.parse(selector).matches("web-1", labels)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role=db",
                "role!=web",
                "role in (db)",
                "role notin (web)",
                "missing",
                "!role",
                "role=web,os=suse",
                "db-*",
                "!web-*",
                "web-*,os=suse",
                "role=",
                "web-1"
            })
    void shouldNotChoose(String selector) {
        assertThat(LabelSelector.parse(selector).matches("web-1", WEB)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "role=web, | 9",
                "role in web | 8",
                "role in (web | 12",
                "role > 1 | 5",
                "=web | 0",
                "a b | 2",
                "-a=b | 0",
                "a=b=c | 3",
                "a!b | 2",
                "!a=b | 2",
                "a=b*| 2",
                "a,,b | 2"
            })
    void shouldSayWhereTheMistakeIs(String selector, int position) {
        SelectorSyntaxException error =
                catchThrowableOfType(SelectorSyntaxException.class, () -> LabelSelector.parse(selector));

        assertThat(error).isNotNull();
        assertThat(error.position()).isEqualTo(position);
        assertThat(error).hasMessageStartingWith("Expected ").hasMessageContaining("but found");
    }

    @Test
    void shouldLetTheNameStandAboveALabelOfThatName() {
        LabelSelector selector = LabelSelector.parse("name=web-1");

        assertThat(selector.matches("web-2", Map.of("name", "web-1"))).isFalse();
    }

    @Test
    void shouldRefuseLongSelectors() {
        assertThatThrownBy(() -> LabelSelector.parse("a".repeat(2_049))).hasMessageContaining("2048");
    }

    @Test
    void shouldSayWhyAThingIsNotChosen() {
        Map<String, String> labels = Map.of("severity", "info", "name", "web-1");

        assertThat(LabelSelector.parse("severity=info,web-*,db-*").objection(labels))
                .isEmpty();
        assertThat(LabelSelector.parse("severity in (warning,critical)").objection(labels))
                .contains("severity is 'info', wanted severity in (critical,warning)");
        assertThat(LabelSelector.parse("severity,team=a").objection(labels)).contains("team is missing, wanted team=a");
        assertThat(LabelSelector.parse("!severity").objection(labels)).contains("severity is 'info', wanted !severity");
        assertThat(LabelSelector.parse("db-*,mail-*").objection(labels))
                .contains("name is 'web-1', wanted db-* or mail-*");
        assertThat(LabelSelector.parse("!web-*").objection(labels)).contains("name is 'web-1', wanted !web-*");
    }
}
