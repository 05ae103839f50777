package io.outrider.reactor.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Occurrence;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupKeysTest {
    private static final Expressions EXPRESSIONS = new Expressions();
    private static final Occurrence EVENT = Events.occurrence(
            "disk",
            "{\"labels\": {\"instance\": \"web-1\", \"mount-point\": \"/var\"}, \"n\": 7, \"list\": [1, \"a\"]}");

    @Test
    void shouldTakeValuesAsTexts() {
        assertThat(key("data.labels.instance")).isEqualTo("web-1");
        assertThat(key("labels.mount-point", "data.n")).isEqualTo("/var,7");
        assertThat(key("event.data.labels.instance")).isEqualTo("web-1");
        assertThat(key("event.data.labels.instance | upper", "type")).isEqualTo("WEB-1,disk");
        assertThat(key("data.list", "extensions.region")).isEqualTo("[1\\,\"a\"],eu");
        assertThat(key()).isEmpty();
    }

    @Test
    void shouldTakeWhatIsMissingAsEmpty() {
        assertThat(key("data.labels.none")).isEmpty();
        assertThat(key("data.n.deeper", "event.data.none", "data.labels.instance"))
                .isEqualTo(",,web-1");
    }

    @Test
    void shouldTellListsOfValuesApart() {
        assertThat(group("{\"a\": \"x,y\", \"b\": \"\"}", "data.a", "data.b"))
                .isNotEqualTo(group("{\"a\": \"x\", \"b\": \"y,\"}", "data.a", "data.b"));
    }

    @Test
    void shouldShortenWhatIsLongOrNoText() {
        assertThat(group("{\"a\": \"" + "x".repeat(512) + "\"}", "data.a")).hasSize(512);
        assertThat(group("{\"a\": \"" + "x".repeat(513) + "\"}", "data.a")).matches("sha256:[0-9a-f]{64}");
        assertThat(group("{\"a\": \"x\\u0000\"}", "data.a")).startsWith("sha256:");
    }

    private static String key(String... parts) {
        return GroupKeys.compile(EXPRESSIONS, List.of(parts)).group(EVENT);
    }

    private static String group(String data, String... parts) {
        return GroupKeys.compile(EXPRESSIONS, List.of(parts)).group(Events.occurrence("t", data));
    }
}
