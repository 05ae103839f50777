package io.outrider.reactor.reaction.notation;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.Documents;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What stands in examples/ and docs/ can be applied. */
class ExamplesTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Expressions EXPRESSIONS = new Expressions();
    private static final ReactionReader READER = new ReactionReader(EXPRESSIONS);

    @TestFactory
    Stream<DynamicTest> shouldReadEveryExample() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSizeGreaterThan(5);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> {
                    ReactionReader.Reading reading = READER.read(Documents.read(Files.readString(file), false));
                    assertThat(reading.errors()).isEmpty();
                    assertThat(reading.definition())
                            .extracting(ReactionDefinition::name)
                            .isEqualTo(String.valueOf(file.getFileName()).replace(".yaml", ""));
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldFindTheMachineByTheInstanceThatPrometheusNames() throws IOException {
        Occurrence alert = Events.occurrence(
                "prometheus/alert/DiskFull",
                "{\"labels\": {\"instance\": \"web-1:9100\", \"alertname\": \"DiskFull\"}}");
        return Stream.concat(
                        files().stream(),
                        Stream.of("docs/reactions.md", "docs/recipes/receive-webhooks.md")
                                .map(REPOSITORY::resolve))
                .map(file -> DynamicTest.dynamicTest(
                        String.valueOf(file.getFileName()),
                        () -> assertThat(Files.readString(file).lines())
                                .filteredOn(line -> line.matches(".*(targets|node): .*labels.instance.*"))
                                .allSatisfy(line -> assertThat(EXPRESSIONS
                                                .template(line.replaceAll(".*?((instance=)?\\{\\{.*?}}).*", "$1"))
                                                .fill(alert))
                                        .isIn("web-1", "instance=web-1"))));
    }

    @Test
    void shouldReadTheOneOfTheDocumentation() throws Exception {
        String page = Files.readString(REPOSITORY.resolve("docs/reactions.md"));
        String indented = page.substring(page.indexOf("    apiVersion:"), page.indexOf("| field |"));

        ReactionReader.Reading reading = READER.read(Documents.read(indented.stripIndent(), false));

        assertThat(reading.errors()).isEmpty();
        assertThat(reading.definition())
                .extracting(ReactionDefinition::mentions)
                .isEqualTo(new ReactionDefinition.Mentions(true, true));
    }

    @Test
    void shouldNameEveryFieldInTheTableOfTheDocumentation() throws Exception {
        String page = Files.readString(REPOSITORY.resolve("docs/reactions.md"));
        String table = page.substring(page.indexOf("| field |"), page.indexOf("## What is an occurrence?"));
        String unknown = READER
                .read(Documents.read(
                        "{x: 1, triggerLimiter: {x: 1, waitForMore: {x: 1}}, match: {x: 1}, budget: {x: 1}}", false))
                .errors()
                .stream()
                .filter(error -> error.field().endsWith("x"))
                .map(error -> error.message().replaceAll(".*\\[(.*)].*", "$1"))
                .reduce("", (a, b) -> a + ", " + b);

        assertThat(Stream.of(unknown.split(", "))
                        .filter(field -> !field.isBlank())
                        .filter(field -> !Map.of(
                                        "apiVersion", "", "kind", "", "project", "", "match", "", "triggerLimiter", "")
                                .containsKey(field)))
                .hasSizeGreaterThan(15)
                .allSatisfy(field -> assertThat(table).contains(field));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(REPOSITORY.resolve("examples/reactions"))) {
            return files.sorted().toList();
        }
    }
}
