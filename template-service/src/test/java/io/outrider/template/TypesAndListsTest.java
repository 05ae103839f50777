package io.outrider.template;

import static io.outrider.template.Client.author;
import static io.outrider.template.Client.push;
import static io.outrider.template.Client.unique;
import static io.outrider.template.Client.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.schemas.avro.TemplateDefinition;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Template types, ad-hoc templates, lists and what operators look at. */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "template_service"))
@WithTestResource(LocalFolders.class)
class TypesAndListsTest {
    @Inject
    Heard heard;

    @Inject
    ArtifactStore artifacts;

    @Test
    void shouldShipThreeTypes() {
        viewer().get("/api/v1/template-types")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("host-shell", "python", "shell"))
                .body("items.find { it.name == 'host-shell' }.hostTools", equalTo(true))
                .body("items.find { it.name == 'host-shell' }.project", equalTo("*"))
                .body("items.find { it.name == 'shell' }.image", equalTo("docker.io/library/debian:12-slim"));
    }

    @Test
    void shouldMakeAnAdHocTemplateReadyAtOnce() {
        String type = unique("adhoc");
        String name = unique("script");
        author().contentType("application/yaml")
                .body("""
                        apiVersion: outrider/v1
                        kind: TemplateType
                        name: %s
                        mode: ad-hoc
                        hostTools: true
                        command: [/bin/sh, run.sh]
                        parameters:
                          token: {type: string, required: true, sensitive: true}
                        """.formatted(type).getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/template-types")
                .then()
                .statusCode(201)
                .body("version", equalTo(1));
        String manifest = Archives.manifest(name, "").replace("host-shell", type);

        push(Map.of("template.yaml", manifest, "run.sh", "true\n"))
                .statusCode(400)
                .body("errors.field", hasItem("set.token"));
        push(Map.of("template.yaml", manifest + "delegate: [token]\n", "run.sh", "true\n"))
                .statusCode(202)
                .body("status", equalTo("READY"));

        TemplateDefinition definition =
                heard.events(name, "0.1.0", 1).getFirst().value().getDefinition();
        assertThat(artifacts.size(definition.getContentArchive())).isPresent();
        assertThat(definition.getWorkdir()).isEqualTo("/outrider/in/content");
        assertThat(definition.getSensitive()).containsExactly("token");
        assertThat(definition.getImage()).isNull();
    }

    @Test
    void shouldListSelectedTemplatesPageByPage() {
        String team = unique("team");
        List.of("one", "two", "three")
                .forEach(part -> push(Map.of(
                                "template.yaml",
                                Archives.manifest(unique(part), "labels: {team: " + team + "}\n"),
                                "run.sh",
                                "true\n"))
                        .statusCode(202));

        String cursor = viewer().queryParam("selector", "team=" + team)
                .queryParam("limit", 2)
                .get("/api/v1/templates")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .body("nextCursor", notNullValue())
                .extract()
                .path("nextCursor");
        viewer().queryParam("selector", "team=" + team)
                .queryParam("cursor", cursor)
                .get("/api/v1/templates")
                .then()
                .body("items.size()", equalTo(1))
                .body("items[0].latest", equalTo("0.1.0"));
        viewer().queryParam("selector", "team=(")
                .get("/api/v1/templates")
                .then()
                .statusCode(400);
    }

    @Test
    void shouldBeHealthyAndDescribed() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/templates"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("outrider_templates_building"));
    }
}
