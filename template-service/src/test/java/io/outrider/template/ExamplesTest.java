package io.outrider.template;

import static io.outrider.template.Client.author;
import static io.outrider.template.Client.push;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.oneOf;

import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything under examples/ is accepted as it is. */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "template_service"))
@WithTestResource(LocalFolders.class)
class ExamplesTest {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("outrider.root")).resolve("examples");

    @BeforeEach
    void types() throws IOException {
        try (Stream<Path> types = Files.list(EXAMPLES.resolve("types"))) {
            for (Path type : types.toList()) {
                author().contentType("application/yaml")
                        .body(Files.readAllBytes(type))
                        .post("/api/v1/template-types")
                        .then()
                        .statusCode(oneOf(200, 201));
            }
        }
    }

    static Stream<String> templates() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES.resolve("templates"))) {
            return folders.map(folder -> folder.getFileName().toString()).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void shouldAcceptEveryExample(String name) throws IOException {
        Path folder = EXAMPLES.resolve("templates").resolve(name);

        push(Archives.zip(folder))
                .statusCode(oneOf(200, 202))
                .body("template", equalTo(name))
                .body("status", oneOf("BUILDING", "READY"));
        push(Archives.zip(folder)).statusCode(200);
    }

    @Test
    void shouldOfferWhatTheDemoNeeds() throws IOException {
        push(Archives.zip(EXAMPLES.resolve("templates/hello-host")))
                .body("type", equalTo("host-shell@1"))
                .body("parameters.properties.name.default", equalTo("world"))
                .body("outputs.required", hasItem("greeting"))
                .body("methods.run.readOnly", equalTo(false));
        push(Archives.zip(EXAMPLES.resolve("templates/disk-report")))
                .body("outputs.properties.usedPercent.type", equalTo("number"))
                .body("methods.check.readOnly", equalTo(true));
        push(Archives.zip(EXAMPLES.resolve("templates/check-url")))
                .body("parameters.properties.token.writeOnly", equalTo(true))
                .body("parameters.required", equalTo(List.of("url")));
    }
}
