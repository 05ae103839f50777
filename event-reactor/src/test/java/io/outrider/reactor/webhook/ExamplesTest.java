package io.outrider.reactor.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.Documents;
import io.outrider.reactor.webhook.notation.WebhookReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples and the recipes are right. */
class ExamplesTest {

    private static final Path ROOT = Path.of(System.getProperty("outrider.root"));

    private final WebhookReader reader = new WebhookReader(new Expressions());

    @TestFactory
    Stream<DynamicTest> shouldReadEachExample() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples/webhooks"))) {
            List<Path> all = files.toList();
            assertThat(all).isNotEmpty();
            return all.stream()
                    .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> read(file)));
        }
    }

    @Test
    void shouldReadTheWebhookOfTheRecipe() throws IOException {
        String recipe = Files.readString(ROOT.resolve("docs/recipes/receive-webhooks.md"));
        String yaml =
                recipe.substring(recipe.indexOf("    kind: Webhook"), recipe.indexOf("    ./outrider webhook apply"));

        assertThat(reader.read(Documents.read(yaml.replaceAll("(?m)^    ", ""), false))
                        .errors())
                .isEmpty();
    }

    private void read(Path file) throws IOException {
        assertThat(reader.read(Documents.read(Files.readString(file), false)).errors())
                .isEmpty();
    }
}
