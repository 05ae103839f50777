package io.outrider.template;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.outbox.Outbox;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Received;
import io.outrider.outbox.Transactions;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.BuildEvent;
import io.outrider.schemas.avro.BuildRequest;
import io.outrider.schemas.avro.BuildStatus;
import io.outrider.schemas.avro.ImageRef;
import io.outrider.schemas.avro.TemplateDefinition;
import io.outrider.schemas.avro.TemplateEvent;
import io.outrider.schemas.avro.TemplateVersionStatus;
import io.outrider.stack.testing.BrokerSuite;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.outrider.template.version.application.FollowingBuilds;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.api.Git;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as its clients and the other services see it, on real Kafka, PostgreSQL and registry. */
@BrokerSuite
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "template_service"))
@WithTestResource(LocalFolders.class)
class TemplateServiceTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Inject
    Heard heard;

    @Inject
    Outbox outbox;

    @Inject
    Transactions transactions;

    @Inject
    ArtifactStore artifacts;

    @Inject
    FollowingBuilds following;

    @Inject
    Pool pool;

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
    void shouldBuildAStandardTemplateAndTellTheScheduler() {
        String name = unique("hello");
        Map<String, String> files = Map.of(
                "template.yaml",
                Archives.manifest(name, "parameters: {who: {type: string, default: world}}\nlabels: {team: a}\n"),
                "run.sh",
                "echo hello\n");

        String build = push(files)
                .statusCode(202)
                .header("Location", containsString("/api/v1/templates/" + name + "/versions/0.1.0"))
                .body("status", equalTo("BUILDING"))
                .body("version", equalTo("0.1.0"))
                .body("createdBy", equalTo("ann"))
                .body("parameters.properties.who.default", equalTo("world"))
                .extract()
                .path("buildId");
        BuildRequest request = heard.request(build);
        assertThat(artifacts.size(request.getSource())).isPresent();
        assertThat(request.getType()).isEqualTo("host-shell@1");
        assertThat(request.getBaseImage()).isNull();
        tell(request, BuildStatus.SUCCEEDED, null);

        List<Received<TemplateEvent>> events = heard.events(name, "0.1.0", 2);
        TemplateEvent ready = events.getLast().value();
        assertThat(ready.getStatus()).isEqualTo(TemplateVersionStatus.READY);
        TemplateDefinition definition = ready.getDefinition();
        assertThat(definition.getImage().getDigest()).isEqualTo(DIGEST);
        assertThat(definition.getHostTools()).isTrue();
        assertThat(definition.getMethods()).containsOnlyKeys("run");
        assertThat(definition.getFixedParameters()).isEqualTo("{\"script\":\"run.sh\",\"shell\":\"/bin/sh\"}");
        assertThat(definition.getTypeParameters()).containsExactly("script", "shell");
        assertThat(events.getLast().envelope().correlationId())
                .isEqualTo(events.getFirst().envelope().correlationId());
        viewer().get("/api/v1/templates/{name}/versions/latest", name)
                .then()
                .statusCode(200)
                .body("status", equalTo("READY"))
                .body("image.digest", equalTo(DIGEST));
    }

    @Test
    void shouldNumberVersionsByTheirContent() {
        String name = unique("numbers");
        Map<String, String> first = Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "true\n");
        Map<String, String> second = Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "false\n");

        push(first).statusCode(202).body("version", equalTo("0.1.0"));
        push(second).statusCode(202).body("version", equalTo("0.1.1"));
        push(first).statusCode(200).body("version", equalTo("0.1.0"));
        author().contentType("application/zip")
                .queryParam("version", "0.1.0")
                .body(Archives.zip(second))
                .post("/api/v1/templates")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("0.1.0 exists with other content"));
        viewer().get("/api/v1/templates/{name}/versions", name)
                .then()
                .body("items.version", equalTo(List.of("0.1.1", "0.1.0")));
    }

    @Test
    void shouldReportEveryMistakeAndKeepNothing() {
        String name = unique("wrong");
        String manifest = Archives.manifest(
                name, "versoin: 1.0.0\nonLost: wiat\nset: {scirpt: a.sh}\nparameters: {n: {type: integr}}\n");

        push(Map.of("template.yaml", manifest))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItems("versoin", "onLost", "parameters.n.type"))
                .body("errors.message", hasItem(containsString("did you mean version?")));
        viewer().get("/api/v1/templates/{name}", name).then().statusCode(404);
    }

    @Test
    void shouldRefuseArchivesThatAreTooLargeOrNone() {
        author().contentType("application/zip")
                .body(new byte[1_000_001])
                .post("/api/v1/templates")
                .then()
                .statusCode(413);
        author().contentType("application/gzip")
                .body("no archive")
                .post("/api/v1/templates")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("source"));
    }

    @Test
    void shouldFailAVersionWithTheBuildersReasonAndBuildItAgain() {
        String name = unique("broken");
        Map<String, String> files = Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "true\n");
        BuildRequest request =
                heard.request(push(files).statusCode(202).extract().path("buildId"));

        tell(request, BuildStatus.FAILED, "no space left");
        heard.events(name, "0.1.0", 2);

        viewer().get("/api/v1/templates/{name}/versions/0.1.0", name)
                .then()
                .body("status", equalTo("FAILED"))
                .body("reason", equalTo("no space left"));
        String again = push(files).statusCode(202).extract().path("buildId");
        assertThat(again).isNotEqualTo(request.getBuildId());
        assertThat(heard.request(again).getFingerprint()).isEqualTo(request.getFingerprint());
    }

    @Test
    void shouldFailAVersionWhoseBuildIsSilentAndAcceptALateSuccess() {
        String name = unique("silent");
        Map<String, String> files = Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "true\n");
        BuildRequest request =
                heard.request(push(files).statusCode(202).extract().path("buildId"));
        pool.query("update template_version set heard_at = now() - interval '31 minutes' where build_id = '"
                        + request.getBuildId() + "'")
                .executeAndAwait();

        following.expire();

        assertThat(heard.events(name, "0.1.0", 2).getLast().value().getReason())
                .contains("to say something within 30 minutes");
        tell(request, BuildStatus.SUCCEEDED, null);
        assertThat(heard.events(name, "0.1.0", 3).getLast().value().getStatus()).isEqualTo(TemplateVersionStatus.READY);
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
                        """.formatted(type))
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
    void shouldHonourIdempotencyKeys() {
        String name = unique("once");
        String key = UUID.randomUUID().toString();
        byte[] first = Archives.zip(Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "1\n"));
        byte[] other = Archives.zip(Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "2\n"));
        RequestSpecification keyed = author().contentType("application/zip").header("Idempotency-Key", key);

        keyed.body(first).post("/api/v1/templates").then().statusCode(202);
        keyed.body(first).post("/api/v1/templates").then().statusCode(200).body("version", equalTo("0.1.0"));
        keyed.body(other).post("/api/v1/templates").then().statusCode(422);
    }

    @Test
    void shouldPublishFromGitAndFromAForm(@TempDir Path folder) throws Exception {
        String name = unique("git");
        try (Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            Files.createDirectories(folder.resolve("deep/template"));
            Files.writeString(folder.resolve("deep/template/template.yaml"), Archives.manifest(name, ""));
            Files.writeString(folder.resolve("deep/template/run.sh"), "true\n");
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("x")
                    .setAuthor("a", "a@example.com")
                    .setSign(false)
                    .call();
        }

        author().contentType("application/json")
                .body(Map.of("git", Map.of("url", folder.toUri().toString(), "ref", "main", "path", "deep/template")))
                .post("/api/v1/templates")
                .then()
                .statusCode(202);
        author().multiPart(
                        "file",
                        "t.zip",
                        Archives.zip(Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "true\n")))
                .post("/api/v1/templates")
                .then()
                .statusCode(200);
        author().contentType("application/json")
                .body(Map.of("git", Map.of("url", "ext::sh -c id")))
                .post("/api/v1/templates")
                .then()
                .statusCode(400);
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
    void shouldGiveTheSourceBack() {
        String name = unique("source");
        push(Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "true\n"))
                .statusCode(202);

        byte[] source = viewer().get("/api/v1/templates/{name}/versions/0.1.0/source", name)
                .then()
                .statusCode(200)
                .contentType("application/gzip")
                .extract()
                .asByteArray();

        author().contentType("application/gzip")
                .body(source)
                .post("/api/v1/templates")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldLetOnlyAuthorsWrite() {
        given().get("/api/v1/templates").then().statusCode(401);
        viewer().contentType("application/zip")
                .body(new byte[0])
                .post("/api/v1/templates")
                .then()
                .statusCode(403);
    }

    @Test
    void shouldBeHealthyAndDescribed() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/templates"));
        given().get("/q/metrics").then().statusCode(200);
    }

    private void tell(BuildRequest request, BuildStatus status, @Nullable String reason) {
        BuildEvent event = BuildEvent.newBuilder()
                .setBuildId(request.getBuildId())
                .setProject(request.getProject())
                .setTemplate(request.getTemplate())
                .setVersion(request.getVersion())
                .setFingerprint(request.getFingerprint())
                .setStatus(status)
                .setReason(reason)
                .setImage(
                        status == BuildStatus.SUCCEEDED
                                ? ImageRef.newBuilder()
                                        .setDigest(DIGEST)
                                        .setArchive("b".repeat(64))
                                        .build()
                                : null)
                .setAt(Instant.now())
                .build();
        Envelope cause = heard.requests.stream()
                .filter(received -> received.value().getBuildId().equals(request.getBuildId()))
                .findFirst()
                .orElseThrow()
                .envelope();
        transactions.run(tx -> {
            outbox.append(
                    tx,
                    List.of(new OutgoingMessage<>(
                            Topic.BUILD_EVENTS,
                            request.getProject() + "/" + request.getTemplate(),
                            event,
                            cause.next(
                                    "io.outrider.build.ended", "/outrider/test", Instant.now(), event.getBuildId()))));
            return event;
        });
        outbox.committed();
    }

    private static ValidatableResponse push(Map<String, String> files) {
        return author().contentType("application/zip")
                .body(Archives.zip(files))
                .post("/api/v1/templates")
                .then();
    }

    private static RequestSpecification author() {
        return given().auth().oauth2(LocalFolders.AUTHOR);
    }

    private static RequestSpecification viewer() {
        return given().auth().oauth2(LocalFolders.VIEWER);
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
