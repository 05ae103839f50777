package io.outrider.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnumGuardTest {

    private static final Schema RELEASED = enumOf("UNKNOWN", "UNKNOWN", "ON", "OFF");

    @Test
    void shouldRefuseASymbolThatIsRemoved() {
        Schema current = enumOf("UNKNOWN", "UNKNOWN", "ON");

        assertThat(EnumGuard.breaches(current, RELEASED))
                .containsExactly("Expected Status to keep symbol OFF, but the symbols are [UNKNOWN, ON]");
    }

    @Test
    void shouldRefuseASymbolThatIsRenamed() {
        Schema current = enumOf("UNKNOWN", "UNKNOWN", "ON", "STOPPED");

        assertThat(EnumGuard.breaches(current, RELEASED))
                .containsExactly("Expected Status to keep symbol OFF, but the symbols are [UNKNOWN, ON, STOPPED]");
    }

    @Test
    void shouldRefuseADefaultThatIsDropped() {
        Schema current = SchemaBuilder.enumeration("Status").symbols("UNKNOWN", "ON", "OFF");

        assertThat(EnumGuard.breaches(current, RELEASED))
                .containsExactly("Expected Status to keep default UNKNOWN, but the default is null");
    }

    @Test
    void shouldRefuseADefaultThatIsAnother() {
        Schema current = enumOf("ON", "UNKNOWN", "ON", "OFF");

        assertThat(EnumGuard.breaches(current, RELEASED))
                .containsExactly("Expected Status to keep default UNKNOWN, but the default is ON");
    }

    @Test
    void shouldAllowASymbolThatIsAdded() {
        Schema current = enumOf("UNKNOWN", "UNKNOWN", "ON", "STARTING", "OFF");

        assertThat(EnumGuard.breaches(current, RELEASED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "[\"null\", %s]",
                "{\"type\": \"array\", \"items\": %s}",
                "{\"type\": \"map\", \"values\": %s}",
                "{\"type\": \"array\", \"items\": [\"string\", {\"type\": \"map\", \"values\": %s}]}",
                "{\"type\": \"record\", \"name\": \"Part\", \"fields\": [{\"name\": \"status\", \"type\": %s}]}"
            })
    void shouldFindAnEnumWhereverItIs(String type) {
        Schema released = recordOf("R", type.formatted(RELEASED));
        Schema current = recordOf("R", type.formatted(enumOf("UNKNOWN", "UNKNOWN", "ON")));

        assertThat(EnumGuard.breaches(current, released))
                .singleElement()
                .asString()
                .contains("symbol OFF");
    }

    @Test
    void shouldEndAtARecordThatContainsItself() {
        Schema released = recordOf("R", "[\"null\", \"R\"]");

        assertThat(EnumGuard.breaches(released, released)).isEmpty();
    }

    @Test
    void shouldRefuseARecordOfAnotherName() {
        Schema released = recordOf("a.R", "string");

        assertThat(EnumGuard.breaches(recordOf("b.R", "string"), released))
                .singleElement()
                .asString()
                .contains("type a.R");
    }

    @Test
    void shouldRefuseAPartOfAnotherName() {
        String part = "[\"null\", {\"type\": \"record\", \"name\": \"%s\", \"fields\": []}]";
        Schema released = recordOf("R", part.formatted("Part"));

        assertThat(EnumGuard.breaches(recordOf("R", part.formatted("Piece")), released))
                .singleElement()
                .asString()
                .startsWith("Expected R.part to keep type Part");
    }

    private static Schema enumOf(String byDefault, String... symbols) {
        return SchemaBuilder.enumeration("Status").defaultSymbol(byDefault).symbols(symbols);
    }

    private static Schema recordOf(String name, String type) {
        String quoted = type.matches("\\w+") ? "\"" + type + "\"" : type;
        return new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"%s\", \"fields\": [{\"name\": \"part\", \"type\": %s}]}"
                        .formatted(name, quoted));
    }
}
