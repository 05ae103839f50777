package io.outrider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.outrider.cli.output.Json;
import io.outrider.cli.testing.Cli;
import io.outrider.cli.testing.FakeServer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConformanceCommandTest {

    private static final String LINES = IntStream.rangeClosed(1, 300)
            .mapToObj(i -> "line " + i + " of 300\n")
            .collect(Collectors.joining());
    private static final String ROWS = """
            {"passed":1,"failed":0,"skipped":1,"checks":[{"id":"variables","status":"passed","detail":"the folders"},
             {"id":"limit-cpu","status":"skipped","detail":"none can be seen from inside"}]}""";

    private final FakeServer server = new FakeServer();
    private final Cli cli = Cli.against(server);
    private String reason = "exit code 7: this line says why";

    @BeforeEach
    void answer() {
        server.json("GET /nodes/edge-1", "{\"name\":\"edge-1\",\"status\":\"ONLINE\",\"runtimes\":[\"sandbox\"]}")
                .json(
                        "POST /templates",
                        202,
                        "{\"template\":\"conformance\",\"version\":\"0.1.0\",\"status\":\"BUILDING\"}")
                .json(
                        "GET /templates/conformance/versions/0.1.0",
                        "{\"template\":\"conformance\",\"version\":\"0.1.0\",\"status\":\"READY\"}")
                .on("POST /jobs", this::submitted);
        job("run", "SUCCEEDED", "SUCCEEDED", 0, "the word is ***.\n" + LINES);
        job("fail", "FAILED", "FAILED", 7, "this line says why\n");
        job("linger", "CANCELLED", "CANCELLED", 0, "waiting\nasked to end\n");
        job("stubborn", "CANCELLED", "CANCELLED", 137, "waiting\nasked to end, but not willing\n");
        job("overdue", "FAILED", "TIMED_OUT", 0, "waiting\nasked to end\n");
        server.on(
                "GET /jobs/run/artifacts/t/conformance.txt",
                exchange -> FakeServer.send(exchange, 200, "text/plain", "marker " + marker() + "\n"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldPrintARowForEachCheck() {
        Cli.Result result = cli.run("conformance", "edge-1");

        assertThat(result.err()).contains("Running conformance@0.1.0 on edge-1");
        assertThat(result.out().lines().toList())
                .anyMatch(line -> line.startsWith("✓  variables"))
                .anyMatch(line -> line.startsWith("–  limit-cpu"))
                .anyMatch(line -> line.startsWith("✓  cancel-kill"))
                .endsWith("10 passed, 0 failed, 1 skipped");
        assertThat(result.code()).isZero();
    }

    @Test
    void shouldFailAndSayWhatIsWrong() throws IOException {
        reason = "exit code 7";
        job("fail", "FAILED", "FAILED", 7, "");

        Cli.Result result = cli.run("conformance", "edge-1", "--output", "json");

        assertThat(result.code()).isEqualTo(1);
        JsonNode report = Json.parse(result.out());
        assertThat(report.path("failed").asInt()).isEqualTo(1);
        assertThat(report.path("checks").toString()).contains("but it is 'exit code 7'");
    }

    @Test
    void shouldAskForANodeThatIsOnline() {
        server.json("GET /nodes/edge-1", "{\"name\":\"edge-1\",\"status\":\"OFFLINE\"}");

        Cli.Result result = cli.run("conformance", "edge-1");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("edge-1 to be online, but it is OFFLINE");
    }

    @Test
    void shouldUseAnImageWithAShellOnACluster() throws IOException {
        server.json("GET /nodes/prod-eu", "{\"name\":\"prod-eu\",\"status\":\"ONLINE\",\"runtimes\":[\"kubernetes\"]}")
                .json(
                        "POST /templates",
                        202,
                        "{\"template\":\"conformance-shell\",\"version\":\"0.1.0\",\"status\":\"BUILDING\"}")
                .json(
                        "GET /templates/conformance-shell/versions/0.1.0",
                        "{\"template\":\"conformance-shell\",\"version\":\"0.1.0\",\"status\":\"READY\"}");

        cli.run("conformance", "prod-eu");

        assertThat(jobs()).allMatch(job -> job.path("template").asText().equals("conformance-shell@0.1.0"));
    }

    private void job(String id, String status, String task, int exitCode, String log) {
        server.json("GET /jobs/" + id, """
                        {"id":"%s","status":"%s","outputs":%s,
                         "tasks":[{"id":"t","status":"%s","exitCode":%d,"reason":"%s"}]}""".formatted(
                        id, status, id.equals("run") ? ROWS : "{}", task, exitCode, id.equals("fail") ? reason : ""))
                .on("GET /jobs/" + id + "/logs", exchange -> FakeServer.send(exchange, 200, "text/plain", log))
                .json("POST /jobs/" + id + "/cancel", 202, "{}");
    }

    private void submitted(HttpExchange exchange) throws IOException {
        JsonNode job = jobs().getLast();
        String method = job.path("method").asText();
        String id = job.path("timeout").asText().equals("3s") ? "overdue" : method;
        FakeServer.send(exchange, 202, "application/json", "{\"id\":\"" + id + "\",\"status\":\"QUEUED\"}");
    }

    private String marker() {
        return jobs().getFirst().at("/parameters/marker").asText();
    }

    private List<JsonNode> jobs() {
        return server.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.uri().endsWith("/jobs"))
                .map(request -> parsed(request.text()))
                .toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
