package io.outrider.template;

import static io.outrider.template.Client.author;
import static io.outrider.template.Client.push;
import static io.outrider.template.Client.unique;
import static io.outrider.template.Client.viewer;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.outrider.stack.testing.EmbeddedStackResource;
import io.outrider.template.version.application.Forgetting;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing over REST. */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "template_service"))
@WithTestResource(LocalFolders.class)
class PublishingTest {
    @Inject
    Forgetting forgetting;

    @Inject
    Pool pool;

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
                name,
                "versoin: 1.0.0\nonLost: wiat\nset: {scirpt: a.sh}\nfiles: nowhere/\nparameters: {n: {type: integr}}\n");

        push(Map.of("template.yaml", manifest))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItems("versoin", "onLost", "parameters.n.type", "set.scirpt", "files"))
                .body("errors.message", hasItem(containsString("did you mean version?")))
                .body("errors.message", hasItem(containsString("did you mean script?")));
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
                .body("no archive".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/templates")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("source"));
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
    void shouldForgetIdempotencyKeysAfterAWhile() {
        String name = unique("forgotten");
        String key = UUID.randomUUID().toString();
        RequestSpecification keyed = author().contentType("application/zip").header("Idempotency-Key", key);
        Map<String, String> files = Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "1\n");
        Map<String, String> other = Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "2\n");
        keyed.body(Archives.zip(files)).post("/api/v1/templates").then().statusCode(202);
        pool.query("update idempotency_key set created_at = now() - interval '8 days' where id like '%" + key + "'")
                .executeAndAwait();

        forgetting.forget();

        keyed.body(Archives.zip(other)).post("/api/v1/templates").then().statusCode(202);
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
    void shouldKnowWhatAMisspeltTypeWasMeantToBe() {
        String manifest = Archives.manifest(unique("type"), "").replace("host-shell", "host-shel");

        push(Map.of("template.yaml", manifest, "run.sh", "true\n"))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("type")))
                .body("errors.message", hasItem(containsString("did you mean host-shell?")));
    }

    @Test
    void shouldRefusePatternsThatMayNeverEnd() {
        String manifest = Archives.manifest(
                unique("pattern"),
                "parameters: {p: {type: string, pattern: '^((a|aa)+)+\\2c$', default: " + "a".repeat(60) + "!}}\n");

        push(Map.of("template.yaml", manifest, "run.sh", "true\n"))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("parameters.p")))
                .body("errors.message", hasItem(containsString("\\2")));
    }

    @Test
    void shouldResolveLatestToTheHighestRelease() {
        String name = unique("latest");
        Map.of("1.0.0", "1", "1.1.0", "2", "2.0.0-rc.1", "3")
                .forEach((version, content) -> push(Map.of(
                                "template.yaml",
                                Archives.manifest(name, "version: " + version + "\n"),
                                "run.sh",
                                content))
                        .statusCode(202)
                        .body("version", equalTo(version)));

        viewer().get("/api/v1/templates/{name}/versions/latest", name).then().body("version", equalTo("1.1.0"));
        viewer().get("/api/v1/templates/{name}/versions/1.2.0", name).then().statusCode(404);
        push(Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "4"))
                .statusCode(202)
                .body("version", equalTo("2.0.0"));
    }

    @Test
    void shouldKeepProjectsApart() {
        String name = unique("apart");
        byte[] zip = Archives.zip(Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "true\n"));

        author().contentType("application/zip")
                .queryParam("project", "other")
                .body(zip)
                .post("/api/v1/templates")
                .then()
                .statusCode(202)
                .body("project", equalTo("other"));

        viewer().get("/api/v1/templates/{name}", name).then().statusCode(404);
        viewer().queryParam("project", "other")
                .get("/api/v1/templates/{name}", name)
                .then()
                .statusCode(200);
        author().contentType("application/zip")
                .queryParam("project", "../x")
                .body(zip)
                .post("/api/v1/templates")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("project"));
    }
}
