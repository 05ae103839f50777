package io.outrider.build;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.build.queue.application.RescuingBuilds;
import io.outrider.build.testing.Gate;
import io.outrider.build.testing.ImageLayout;
import io.outrider.build.testing.Requests;
import io.outrider.build.testing.SeenEvents;
import io.outrider.build.testing.ServiceFolders;
import io.outrider.outbox.Received;
import io.outrider.schemas.avro.BuildEvent;
import io.outrider.schemas.avro.BuildRequest;
import io.outrider.stack.testing.BrokerSuite;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BrokerSuite
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "build_service"))
@WithTestResource(ServiceFolders.class)
class BuildServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Inject
    Requests requests;

    @Inject
    SeenEvents events;

    @Inject
    ArtifactStore artifacts;

    @Inject
    Pool pool;

    @Inject
    RescuingBuilds rescuing;

    @ConfigProperty(name = "outrider.build.work-dir")
    Path workDir;

    @TempDir
    Path folder;

    @Test
    void shouldBuildAnImageAndTellOfIt() throws IOException {
        String id = requests.send(requests.request(Requests.fingerprint(), null));

        awaitStatus(id, "SUCCEEDED");
        await().atMost(PATIENCE).until(() -> events.statuses(id).contains("SUCCEEDED"));
        assertThat(events.statuses(id)).containsExactly("QUEUED", "BUILDING", "SUCCEEDED");
        Received<BuildEvent> last = events.of(id).getLast();
        assertThat(last.key()).isEqualTo("default/hello");
        assertThat(last.envelope().actor()).isEqualTo("ada");
        Path archive = folder.resolve("image.tar");
        try (InputStream in =
                artifacts.open(last.value().getImage().getArchive()).orElseThrow()) {
            Files.copy(in, archive);
        }
        assertThat(Files.size(archive)).isEqualTo(last.value().getImage().getArchiveSize());
        assertThat(ImageLayout.of(archive).paths()).containsKeys("template", "template/run.sh");
        show(id).body("builder", equalTo("daemonless"))
                .body("reused", equalTo(false))
                .body("image.digest", startsWith("sha256:"))
                .body("provenance.requestedBy", equalTo("ada"))
                .body("provenance.builtBy", equalTo("here"));
    }

    @Test
    void shouldShowTheDockerfileAndTheLog() {
        String id = requests.send(requests.request(Requests.fingerprint(), null));
        awaitStatus(id, "SUCCEEDED");

        viewer().get("/api/v1/builds/" + id + "/dockerfile")
                .then()
                .statusCode(200)
                .body(startsWith("FROM scratch\n"), containsString("ENTRYPOINT [\"/bin/sh\", \"run.sh\"]"));
        viewer().accept("text/plain")
                .get("/api/v1/builds/" + id + "/logs")
                .then()
                .statusCode(200)
                .body(startsWith("Attempt 1 for hello@1.0.0\n"), containsString("| FROM scratch\n"));
    }

    @Test
    void shouldUseAnImageAgainThatIsThere() {
        String fingerprint = Requests.fingerprint();
        String first = requests.send(requests.request(fingerprint, null));
        awaitStatus(first, "SUCCEEDED");

        String second = requests.send(requests.request(fingerprint, null));

        awaitStatus(second, "SUCCEEDED").body("reused", equalTo(true)).body("attempt", equalTo(0));
        await().atMost(PATIENCE).until(() -> events.statuses(second).contains("SUCCEEDED"));
        assertThat(events.statuses(second)).containsExactly("QUEUED", "SUCCEEDED");
        assertThat(events.of(second).getLast().value().getImage())
                .isEqualTo(events.of(first).getLast().value().getImage());
    }

    @Test
    void shouldBuildOnceForTwoRequestsInFlight() {
        String fingerprint = Requests.fingerprint();
        String first = requests.send(requests.request(fingerprint, "twins"));
        awaitStatus(first, "BUILDING");
        String second = requests.send(requests.request(fingerprint, "twins"));
        awaitStatus(second, "QUEUED");

        Gate.open("twins");

        awaitStatus(second, "SUCCEEDED").body("reused", equalTo(true));
        awaitStatus(first, "SUCCEEDED").body("reused", equalTo(false));
        assertThat(Gate.arrived("twins")).isEqualTo(1);
    }

    @Test
    void shouldBuildNoMoreAtOnceThanTheLimit() {
        List<String> ids = Stream.generate(() -> requests.send(requests.request(Requests.fingerprint(), "crowd")))
                .limit(3L * ServiceFolders.LIMIT)
                .toList();
        await().atMost(PATIENCE).until(() -> Gate.arrived("crowd") == ServiceFolders.LIMIT);

        // Ten turns of the loop that claims.
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> with("BUILDING", ids) == ServiceFolders.LIMIT
                        && with("QUEUED", ids) == ids.size() - ServiceFolders.LIMIT);
        Gate.open("crowd");

        ids.forEach(id -> awaitStatus(id, "SUCCEEDED").body("attempt", equalTo(1)));
        assertThat(Gate.arrived("crowd")).isEqualTo(ids.size());
        assertThat(Gate.mostAtOnce()).isEqualTo(ServiceFolders.LIMIT);
    }

    @Test
    void shouldCancelARunningBuildOnce() {
        String id = requests.send(requests.request(Requests.fingerprint(), "cancelled"));
        await().atMost(PATIENCE).until(() -> Gate.arrived("cancelled") == 1);

        operator()
                .post("/api/v1/builds/" + id + "/cancel")
                .then()
                .statusCode(200)
                .body("status", equalTo("CANCELLED"));
        operator()
                .post("/api/v1/builds/" + id + "/cancel")
                .then()
                .statusCode(200)
                .body("reason", equalTo("cancelled by op"));

        await().atMost(PATIENCE).until(() -> log(id).contains("Stopped."));
        await().atMost(PATIENCE).until(() -> events.statuses(id).contains("CANCELLED"));
        assertThat(events.statuses(id)).containsExactly("QUEUED", "BUILDING", "CANCELLED");
    }

    @Test
    void shouldNotCancelWhatHasEnded() {
        String id = requests.send(requests.request(Requests.fingerprint(), null));
        awaitStatus(id, "SUCCEEDED");

        operator().post("/api/v1/builds/" + id + "/cancel").then().statusCode(409);

        show(id).body("status", equalTo("SUCCEEDED"));
    }

    @Test
    void shouldRefuseToCancelForAViewer() {
        viewer().post("/api/v1/builds/any/cancel").then().statusCode(403);
        given().get("/api/v1/builds").then().statusCode(401);
        given().get("/api/v1/builds/none/logs").then().statusCode(401);
    }

    @Test
    void shouldTakeABuildFromAnInstanceThatIsSilent() {
        String id = buildOf("elsewhere#1", Duration.ofSeconds(1));

        awaitStatus(id, "SUCCEEDED").body("attempt", equalTo(2)).body("provenance.builtBy", equalTo("here"));
        await().atMost(PATIENCE).until(() -> events.statuses(id).contains("SUCCEEDED"));
        assertThat(events.statuses(id)).containsExactly("QUEUED", "QUEUED", "BUILDING", "SUCCEEDED");
        assertThat(events.of(id).get(1).value().getReason())
                .isEqualTo("attempt 1 failed: elsewhere#1 was not heard of any more");
    }

    @Test
    void shouldTakeUpItsOwnBuildsAfterARestart() {
        String id = buildOf("here#before", Duration.ofHours(1));

        rescuing.abandonFormer();

        awaitStatus(id, "SUCCEEDED").body("attempt", equalTo(2));
    }

    @Test
    void shouldFailWhenEveryBuilderVanishes() {
        String id = buildOf("elsewhere#1", Duration.ofSeconds(1), 3);

        awaitStatus(id, "FAILED")
                .body("reason", containsString("Expected to build in 3 attempts"))
                .body("reason", containsString("elsewhere#1 was not heard of any more"));
    }

    @Test
    void shouldKeepTheLeaseOfALongBuild() throws InterruptedException {
        String id = requests.send(requests.request(Requests.fingerprint(), "long"));
        await().atMost(PATIENCE).until(() -> Gate.arrived("long") == 1);

        Thread.sleep(4_500);

        Gate.open("long");
        awaitStatus(id, "SUCCEEDED").body("attempt", equalTo(1));
    }

    @Test
    void shouldFailWithTheReasonWhenTheContentIsMissing() {
        BuildRequest request = requests.request(Requests.fingerprint(), null);
        request.setSource("0".repeat(64));
        request.setContentPath("relative");

        String id = requests.send(request);

        awaitStatus(id, "FAILED").body("reason", startsWith("Expected contentPath to be an absolute path"));
        await().atMost(PATIENCE).until(() -> events.statuses(id).contains("FAILED"));
        request.setContentPath("/template");
        request.setBuildId(request.getBuildId() + "-2");
        String second = requests.send(request);
        awaitStatus(second, "FAILED").body("reason", containsString("to be in the artifact store"));
    }

    @Test
    void shouldStreamTheLogAndResume() throws Exception {
        String id = requests.send(requests.request(Requests.fingerprint(), "streamed"));
        await().atMost(PATIENCE).until(() -> log(id).contains("at the gate"));
        CompletableFuture<List<String>> live = stream(id, null);

        Gate.open("streamed");

        List<String> lines = live.get(30, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(lines).startsWith("id:1", "data:Attempt 1 for hello@1.0.0").endsWith("event:end", "data:SUCCEEDED");
        List<String> rest = stream(id, "2").get(30, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(rest).startsWith("id:3").isEqualTo(lines.subList(lines.indexOf("id:3"), lines.size()));
    }

    @Test
    void shouldListBuildsByStatusInPages() {
        String id = requests.send(requests.request(Requests.fingerprint(), null));
        awaitStatus(id, "SUCCEEDED");
        String other = requests.send(requests.request(Requests.fingerprint(), null));
        awaitStatus(other, "SUCCEEDED");

        String cursor = viewer().get("/api/v1/builds?template=hello&status=succeeded&limit=1")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(other))
                .extract()
                .path("nextCursor");
        viewer().get("/api/v1/builds?template=hello&status=SUCCEEDED&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id))
                .body("items.id", not(hasItem(other)));
        viewer().get("/api/v1/builds?template=none").then().body("items.size()", equalTo(0));
        viewer().get("/api/v1/builds?status=odd").then().statusCode(400).body("errors[0].field", equalTo("status"));
    }

    @Test
    void shouldAnswerNotFoundForUnknownBuilds() {
        for (String path : List.of("", "/logs", "/dockerfile")) {
            for (String id : List.of("none", "%20", "x".repeat(129))) {
                viewer().urlEncodingEnabled(false)
                        .get("/api/v1/builds/" + id + path)
                        .then()
                        .statusCode(404);
            }
        }
        operator().post("/api/v1/builds/none/cancel").then().statusCode(404);
    }

    @Test
    void shouldLeaveNoWorkBehind() {
        String id = requests.send(requests.request(Requests.fingerprint(), "work"));
        await().atMost(PATIENCE).until(() -> Gate.arrived("work") == 1);
        assertThat(workFolders()).isNotEmpty();

        Gate.open("work");

        awaitStatus(id, "SUCCEEDED");
        await().atMost(PATIENCE).until(() -> workFolders().isEmpty());
    }

    @Test
    void shouldShowBuilderAndQueueToOperations() {
        await().atMost(PATIENCE).until(() -> given().get("/q/health/ready").statusCode() == 200);
        given().get("/q/health/ready").then().body(containsString("\"builder\": \"daemonless\""));
        given().get("/q/metrics").then().statusCode(200).body(containsString("outrider_builds_queued"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/builds/{id}/logs"));
    }

    private List<Path> workFolders() {
        try (Stream<Path> files = Files.walk(workDir, 2)) {
            return files.filter(path -> path.getFileName().toString().startsWith("build-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String buildOf(String owner, Duration lease) {
        return buildOf(owner, lease, 1);
    }

    /** A build whose owner crashed: requested as usual, but in somebody else's hands from the first moment. */
    private String buildOf(String owner, Duration lease, int attempt) {
        String blocker = requests.send(requests.request(Requests.fingerprint(), null));
        awaitStatus(blocker, "SUCCEEDED");
        BuildRequest request = requests.request(Requests.fingerprint(), null);
        String id = request.getBuildId();
        pool.query("create or replace function crashed() returns trigger language plpgsql as $f$ begin "
                        + "if new.id = '" + id + "' then new.status := 'BUILDING'; new.attempt := " + attempt
                        + "; new.owner := '"
                        + owner + "'; new.lease_until := now() + interval '" + lease.toSeconds()
                        + " s'; new.started_at := now(); new.deadline := now() + interval '30 min'; new.not_before := null; end if; "
                        + "return new; end $f$")
                .executeAndAwait();
        pool.query("create or replace trigger crashed before insert on builds for each row execute function crashed()")
                .executeAndAwait();
        requests.send(request);
        await().atMost(PATIENCE)
                .until(() -> pool.preparedQuery("select 1 from builds where id = $1")
                                .executeAndAwait(Tuple.of(id))
                                .size()
                        == 1);
        return id;
    }

    private CompletableFuture<List<String>> stream(String id, @org.jspecify.annotations.Nullable String last) {
        int port = io.restassured.RestAssured.port;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/builds/" + id + "/logs"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + ServiceFolders.VIEWER);
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return HttpClient.newHttpClient()
                .sendAsync(request.build(), BodyHandlers.ofLines())
                .thenApply(response ->
                        response.body().filter(line -> !line.isBlank()).collect(Collectors.toList()));
    }

    private static long with(String status, List<String> ids) {
        return ids.stream()
                .filter(id -> status.equals(viewer().get("/api/v1/builds/" + id).path("status")))
                .count();
    }

    private ValidatableResponse awaitStatus(String id, String status) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> status.equals(viewer().get("/api/v1/builds/" + id).path("status")));
        return show(id);
    }

    private ValidatableResponse show(String id) {
        return viewer().get("/api/v1/builds/" + id).then().statusCode(200);
    }

    private String log(String id) {
        return viewer().accept("text/plain")
                .get("/api/v1/builds/" + id + "/logs")
                .asString();
    }

    private static RequestSpecification viewer() {
        return given().header("Authorization", "Bearer " + ServiceFolders.VIEWER);
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + ServiceFolders.OPERATOR);
    }
}
