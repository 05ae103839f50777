package io.outrider.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.cli.testing.Cli;
import io.outrider.cli.testing.FakeServer;
import io.outrider.cli.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCommandsTest {
    private final FakeServer server = new FakeServer();
    private final Cli cli = Cli.against(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldListJobsAsTable() {
        server.json("GET /jobs", Golden.file("jobs.json"));

        Cli.Result result = cli.run("job", "list");

        assertThat(result.out()).isEqualTo(Golden.file("job-list.txt"));
        assertThat(result.code()).isZero();
        assertThat(server.only("GET").uri()).isEqualTo("/api/v1/jobs?project=default&limit=50");
        assertThat(server.only("GET").headers()).containsEntry("Authorization", "Bearer t0ken");
    }

    @Test
    void shouldListJobsAsYaml() {
        server.json("GET /jobs", "{\"items\":[{\"id\":\"j-1\",\"status\":\"QUEUED\"}]}");

        Cli.Result result = cli.run("job", "list", "-o", "yaml");

        assertThat(result.out()).isEqualTo("- id: j-1\n  status: QUEUED\n");
    }

    @Test
    void shouldListJobsAsJson() {
        server.json("GET /jobs", "[{\"id\":\"j-1\",\"status\":\"QUEUED\"}]");

        Cli.Result result = cli.run("--output", "json", "job", "list");

        assertThat(result.out()).isEqualToIgnoringWhitespace("[{\"id\":\"j-1\",\"status\":\"QUEUED\"}]");
    }

    @Test
    void shouldListOnlyIdsWhenQuiet() {
        server.json("GET /jobs", Golden.file("jobs.json"));

        Cli.Result result = cli.run("job", "list", "-q");

        assertThat(result.out()).isEqualTo("j-103\nj-102\nj-101\n");
    }

    @Test
    void shouldFollowPagesUpToTheLimit() {
        server.on("GET /jobs", exchange -> {
            boolean second = exchange.getRequestURI().getQuery().contains("cursor=next");
            String page = second
                    ? "{\"items\":[{\"id\":\"j-3\"},{\"id\":\"j-4\"}]}"
                    : "{\"items\":[{\"id\":\"j-1\"},{\"id\":\"j-2\"}],\"nextCursor\":\"next\"}";
            FakeServer.send(exchange, 200, "application/json", page);
        });

        Cli.Result result = cli.run("job", "list", "-q", "--limit", "3");

        assertThat(result.out()).isEqualTo("j-1\nj-2\nj-3\n");
    }

    @Test
    void shouldShowAJobWithItsTasks() {
        server.json("GET /jobs/j-102", Golden.file("job.json"));

        Cli.Result result = cli.run("job", "show", "j-102");

        assertThat(result.out()).isEqualTo(Golden.file("job-show.txt"));
    }

    @Test
    void shouldEndWithOneWhenTheJobWaitedForFailed() {
        server.json("GET /jobs/j-1", "{\"id\":\"j-1\",\"status\":\"FAILED\",\"reason\":\"exit code 3\"}");

        Cli.Result result = cli.run("job", "wait", "j-1");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("job j-1 FAILED: exit code 3\n");
    }

    @Test
    void shouldEndWithSixWhenTheJobTakesTooLong() {
        server.json("GET /jobs/j-1", "{\"id\":\"j-1\",\"status\":\"RUNNING\"}");

        Cli.Result result = cli.run("job", "wait", "j-1", "--timeout", "200ms");

        assertThat(result.code()).isEqualTo(6);
        assertThat(result.err()).contains("Gave up waiting").contains("job j-1 RUNNING");
    }

    @Test
    void shouldCancel() {
        server.json("POST /jobs/j-1/cancel", 202, "{\"id\":\"j-1\",\"status\":\"CANCELLING\"}");

        Cli.Result result = cli.run("job", "cancel", "j-1");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEqualTo("job j-1 is being cancelled\n");
    }

    @Test
    void shouldPrintALogThatIsOver() {
        server.on("GET /jobs/j-1/logs", exchange -> FakeServer.send(exchange, 200, "text/plain", "hello\nwörld"));

        Cli.Result result = cli.run("job", "logs", "j-1");

        assertThat(result.out()).isEqualTo("hello\nwörld");
        assertThat(server.only("GET").headers()).containsEntry("Accept", "text/plain");
    }

    @Test
    void shouldSaveAnArtifact(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.bin");
        server.on(
                "GET /jobs/j-1/artifacts/t-1/out%2Freport.bin",
                exchange -> FakeServer.send(exchange, 200, "application/octet-stream", "payload"));

        Cli.Result result = cli.run("job", "artifact", "j-1", "t-1", "out/report.bin", "--to", file.toString());

        assertThat(result.code()).isZero();
        assertThat(Files.readString(file)).isEqualTo("payload");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
