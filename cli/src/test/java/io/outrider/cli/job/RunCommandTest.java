package io.outrider.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.output.Json;
import io.outrider.cli.testing.Cli;
import io.outrider.cli.testing.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
    private static final String QUEUED = "{\"id\":\"j-1\",\"template\":\"hello\",\"status\":\"QUEUED\"}";
    private static final String NOT_READY = """
            {"title":"Unprocessable request","status":422,"detail":"template: Expected hello@1.0.0 to be READY","errors":[
              {"field":"template","message":"Expected hello@1.0.0 to be READY"}]}""";
    private static final String UNKNOWN_TEMPLATE = """
            {"title":"Template not found","status":404,"detail":"Expected template 'hello', but no template is known","errors":[
              {"field":"template","message":"Expected template 'hello', but no template is known"}]}""";
    private static final String DONE = """
            {"id":"j-1","template":"hello","version":"1.0.0","status":"SUCCEEDED","outputs":{"greeting":"hi"},
             "createdAt":"2026-11-21T11:50:00Z","finishedAt":"2026-11-21T11:50:00.420Z","tasks":[{"id":"t-1","node":"edge-1"}]}""";
    private static final String SCHEMA = """
            {"template":"hello","version":"1.0.0","parameters":{"type":"object","properties":{
              "count":{"type":"integer"},"ratio":{"type":"number"},"on":{"type":"boolean"},
              "tags":{"type":"array"},"maybe":{"type":["integer","null"]},"name":{"type":"string"}}}}""";

    private final FakeServer server = new FakeServer()
            .json("POST /jobs", 202, QUEUED)
            .json("GET /jobs/j-1", DONE)
            .json("GET /templates/hello/versions/latest", SCHEMA);
    private final Cli cli = Cli.against(server);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void stop() {
        over.countDown();
        server.close();
    }

    @Test
    void shouldTypeParametersByTheTemplatesSchema() throws IOException {
        cli.run(
                "run",
                "hello",
                "-p",
                "count=3",
                "-p",
                "ratio=0.5",
                "-p",
                "on=true",
                "-p",
                "tags=[1]",
                "-p",
                "maybe=null",
                "-p",
                "name=007",
                "-p",
                "other=1",
                "-p",
                "raw:={\"a\":1}");

        assertThat(sent().path("parameters")).isEqualTo(Json.parse("""
                        {"count":3,"ratio":0.5,"on":true,"tags":[1],"maybe":null,"name":"007","other":"1","raw":{"a":1}}"""));
    }

    @Test
    void shouldLeaveAWrongValueToTheServerWhichNamesEveryError() throws IOException {
        cli.run("run", "hello", "-p", "count=many");

        assertThat(sent().at("/parameters/count")).isEqualTo(Json.parse("\"many\""));
    }

    @Test
    void shouldReadParametersFromFiles(@TempDir Path folder) throws IOException {
        Path parameters = Files.writeString(folder.resolve("p.yaml"), "name: from file\ncount: 1\n");
        Path text = Files.writeString(folder.resolve("name.txt"), "line\n");

        cli.run("run", "hello", "--params", parameters.toString(), "-p", "name=@" + text);

        assertThat(sent().path("parameters")).isEqualTo(Json.parse("{\"name\":\"line\\n\",\"count\":1}"));
    }

    @Test
    void shouldSendEverythingThatWasAskedFor() throws IOException {
        Cli.Result result = cli.run(
                "run",
                "hello@1.2.0",
                "--method",
                "plan",
                "--on",
                "role=web",
                "--all",
                "--timeout",
                "10m",
                "--retries",
                "2",
                "--idempotency-key",
                "k-1",
                "--project",
                "blue");

        assertThat(sent()).isEqualTo(Json.parse("""
                        {"project":"blue","template":"hello@1.2.0","method":"plan","parameters":{},
                         "target":{"selector":"role=web","all":true},"timeout":"10m","retries":{"limit":2}}"""));
        assertThat(server.only("POST").headers()).containsEntry("Idempotency-key", "k-1");
        assertThat(result.out()).contains("id        j-1").contains("status    QUEUED");
        assertThat(result.err()).isEqualTo("Watch it: outrider job logs -f j-1\n");
    }

    @Test
    void shouldNameTheVersionThatIsTheLatestNow() throws IOException {
        server.json("GET /templates/hello/versions/latest", "{\"version\":\"1.0.1\",\"status\":\"READY\"}");

        cli.run("run", "hello");

        assertThat(sent().path("template").asText()).isEqualTo("hello@1.0.1");
    }

    @Test
    void shouldNameItForLatestToo() throws IOException {
        server.json("GET /templates/hello/versions/latest", "{\"version\":\"1.0.1\",\"status\":\"READY\"}");

        cli.run("run", "hello@latest");

        assertThat(sent().path("template").asText()).isEqualTo("hello@1.0.1");
    }

    @Test
    void shouldSendTheSameRequestUnderTheSameKeyWhateverWasPushedSince() throws IOException {
        server.json("GET /templates/hello/versions/latest", "{\"version\":\"1.0.1\",\"status\":\"READY\"}");

        cli.run("run", "hello", "--idempotency-key", "k-1");

        assertThat(sent().path("template").asText()).isEqualTo("hello");
    }

    @Test
    void shouldRunWithoutTheTemplateService() throws IOException {
        server.json("GET /templates/hello/versions/latest", 503, "{\"title\":\"Unavailable\",\"status\":503}");

        cli.run("run", "hello");

        assertThat(sent().path("template").asText()).isEqualTo("hello");
    }

    @Test
    void shouldSendToOneNode() throws IOException {
        cli.run("run", "hello", "--node", "edge-1");

        assertThat(sent().path("target")).isEqualTo(Json.parse("{\"node\":\"edge-1\"}"));
    }

    @Test
    void shouldRefuseANodeTogetherWithASelector() {
        Cli.Result result = cli.run("run", "hello", "--node", "edge-1", "--on", "a=b");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("mutually exclusive");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldRefuseANodeTogetherWithAll() {
        Cli.Result result = cli.run("run", "hello", "--node", "edge-1", "--all");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Expected --all together with --on").contains("leave out --all");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldSendTheSameJobAgainWhenNoAnswerComes() {
        AtomicInteger asked = new AtomicInteger();
        server.on("POST /jobs", exchange -> {
            if (asked.incrementAndGet() == 3) {
                FakeServer.send(exchange, 202, "application/json", QUEUED);
            }
        });

        Cli.Result result = cli.run("run", "hello");

        assertThat(result.code()).isZero();
        assertThat(result.err())
                .contains("No answer from the server; sending the same job again (2 of 3), it runs only once\n");
        assertThat(keys()).hasSize(3);
        assertThat(keys().distinct()).hasSize(1);
    }

    @Test
    void shouldGiveUpInTheEndAndTellTheKey() {
        server.json("GET /templates/hello/versions/latest", "{\"version\":\"1.0.1\",\"status\":\"READY\"}")
                .on("POST /jobs", exchange -> {});

        Cli.Result result = cli.run("run", "hello");

        assertThat(result.code()).isEqualTo(5);
        assertThat(keys()).hasSize(4);
        assertThat(result.err())
                .contains("run hello@1.0.1 again with --idempotency-key "
                        + keys().findFirst().orElseThrow());
    }

    @Test
    void shouldSendWhatFailedOnTheServerOnlyOnceAndANewJobUnderANewKey() {
        server.json("POST /jobs", 500, "{\"title\":\"broken\"}");

        cli.run("run", "hello");
        cli.run("run", "hello");

        assertThat(keys()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseADurationBeforeAnythingStarts() {
        Cli.Result result = cli.run("run", "hello", "--timeout", "soon");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("Expected --timeout to be a duration such as 90s")
                .contains("'soon'");
        assertThat(server.requests()).noneMatch(request -> "POST".equals(request.method()));
    }

    @Test
    void shouldFollowTheLogAcrossADroppedConnection() {
        server.on("GET /jobs/j-1/logs", exchange -> {
            String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            if (last == null) {
                FakeServer.sendEvents(
                        exchange, chunk(1, "edge-1", "one\\n") + chunk(2, "edge-1", "tw") + "id: 3\ndata: {\"te");
            } else {
                FakeServer.sendEvents(exchange, after(last));
            }
        });

        Cli.Result result = cli.run("run", "hello", "--follow");

        assertThat(result.out()).isEqualTo("one\ntwo\n");
        assertThat(result.err()).isEqualTo("job j-1 SUCCEEDED in 420 ms on edge-1; outputs: greeting=\"hi\"\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void shouldEndWithSixWhenTheFollowedJobTakesTooLong() {
        server.json("GET /jobs/j-1", "{\"id\":\"j-1\",\"status\":\"RUNNING\"}").on("GET /jobs/j-1/logs", exchange -> {
            FakeServer.sendEvents(exchange, chunk(1, "edge-1", "still at it"));
            awaitOver();
        });

        Cli.Result result = cli.run("run", "hello", "--follow", "--wait-timeout", "1s");

        assertThat(result.code()).isEqualTo(6);
        assertThat(result.out()).isEqualTo("still at it\n");
        assertThat(result.err()).isEqualTo("outrider: Gave up waiting after 1 s: jobs/j-1/logs goes on\n");
    }

    @Test
    void shouldPutTheNodesNameBeforeEachLineOfSeveral() {
        server.json("POST /jobs", 202, "{\"id\":\"j-1\",\"target\":{\"all\":true}}")
                .on(
                        "GET /jobs/j-1/logs",
                        exchange -> FakeServer.sendEvents(
                                exchange,
                                chunk(1, "a", "from ")
                                        + chunk(2, "b", "other\\nrest")
                                        + chunk(3, "a", "a\\n")
                                        + end()));

        Cli.Result result = cli.run("run", "hello", "--follow", "--all");

        assertThat(result.out()).isEqualTo("[b] other\n[a] from a\n[b] rest\n");
    }

    @Test
    void shouldKeepStandardOutputForDataWhenAskedForJson() throws IOException {
        server.on("GET /jobs/j-1/logs", exchange -> FakeServer.sendEvents(exchange, chunk(1, "a", "noise\\n") + end()));

        Cli.Result result = cli.run("run", "hello", "--follow", "-o", "json");

        assertThat(Json.parse(result.out()).path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(result.err()).startsWith("noise\n");
    }

    @Test
    void shouldEndWithOneWhenTheJobFails() {
        server.json("GET /jobs/j-1", "{\"id\":\"j-1\",\"status\":\"FAILED\",\"reason\":\"exit code 3: boom\"}");

        Cli.Result result = cli.run("run", "hello", "--wait", "-q");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("j-1\n");
    }

    @Test
    void shouldNameEveryFieldThatTheServerRefused() {
        server.json("POST /jobs", 400, """
                {"title":"Invalid","status":400,"detail":"2 parameters are wrong","errors":[
                  {"field":"parameters.name","message":"is required"},
                  {"field":"parameters.count","message":"must be an integer"}]}""");

        Cli.Result result = cli.run("run", "hello");

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).isEqualTo("""
                        outrider: 2 parameters are wrong
                          parameters.name: is required
                          parameters.count: must be an integer
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {NOT_READY, UNKNOWN_TEMPLATE})
    void shouldWaitUntilTheSchedulerHasHeardOfAReadyVersion(String refusal) throws IOException {
        int status = Json.parse(refusal).path("status").asInt();
        AtomicInteger asked = new AtomicInteger();
        server.json("GET /templates/hello/versions/latest", "{\"version\":\"1.0.0\",\"status\":\"READY\"}")
                .on(
                        "POST /jobs",
                        exchange -> FakeServer.send(
                                exchange,
                                asked.incrementAndGet() < 3 ? status : 202,
                                "application/json",
                                asked.get() < 3 ? refusal : QUEUED));

        Cli.Result result = cli.run("run", "hello", "-q");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("j-1\n");
        assertThat(asked).hasValue(3);
    }

    @Test
    void shouldRefuseATemplateThatIsNotReadyAtOnce() {
        server.json("GET /templates/hello/versions/latest", "{\"version\":\"1.0.0\",\"status\":\"BUILDING\"}")
                .json("POST /jobs", 422, NOT_READY);

        Cli.Result result = cli.run("run", "hello");

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("Expected hello@1.0.0 to be READY");
        server.only("POST");
    }

    private void awaitOver() throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Stream<String> keys() {
        return server.requests().stream()
                .filter(request -> "POST".equals(request.method()))
                .map(request -> request.headers().getOrDefault("Idempotency-key", "none"));
    }

    private JsonNode sent() throws IOException {
        return Json.parse(server.only("POST").text());
    }

    private static String after(String last) {
        return "2".equals(last) ? ": keep-alive\n\n" + chunk(3, "edge-1", "o") + end() : end();
    }

    private static String chunk(int id, String node, String text) {
        return "id: " + id + "\ndata: {\"task\":\"t\",\"node\":\"" + node + "\",\"text\":\"" + text + "\"}\n\n";
    }

    private static String end() {
        return "event: end\ndata: {}\n\n";
    }
}
