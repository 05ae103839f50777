package io.outrider.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaParser;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Neighbouring versions run side by side during an upgrade, so each must read what the other writes. {@code released/} holds the
 * schemas of the last release; {@link ReleaseSchemas} writes them. Avro's validator does not look into enums; {@link EnumGuard} does.
 */
class SchemaCompatibilityTest {

    private static final SchemaValidator MUTUAL =
            new SchemaValidatorBuilder().mutualReadStrategy().validateLatest();

    static List<Topic<?>> topics() {
        return Topic.all();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldReadAndBeReadByTheLastRelease(Topic<?> topic) throws Exception {
        Path released = ReleaseSchemas.file(topic);
        if (Files.exists(released)) {
            MUTUAL.validate(current(topic), List.of(parse(released)));
            assertThat(EnumGuard.breaches(current(topic), parse(released))).isEmpty();
        } else {
            assertThat(ReleaseSchemas.FOLDER.resolve("NEW"))
                    .as("%s is not released; name it in released/NEW", topic.name())
                    .content()
                    .contains(topic.name());
        }
    }

    @Test
    void shouldRefuseAFieldWithoutADefault() {
        Schema before = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
        Schema after = SchemaBuilder.record("R")
                .fields()
                .requiredString("a")
                .requiredInt("b")
                .endRecord();

        assertThatThrownBy(() -> MUTUAL.validate(after, List.of(before))).isInstanceOf(SchemaValidationException.class);
    }

    @Test
    void shouldNotKeepSchemasOfTopicsThatAreGone() throws IOException {
        List<String> expected = Topic.all().stream()
                .map(topic -> ReleaseSchemas.file(topic).getFileName().toString())
                .toList();

        try (var files = Files.list(ReleaseSchemas.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".avsc")))
                    .isSubsetOf(expected);
        }
    }

    private static Schema current(Topic<?> topic) {
        return SpecificData.get().getSchema(topic.type());
    }

    private static Schema parse(Path file) throws IOException {
        return new SchemaParser().parse(file).mainSchema();
    }
}
