package io.outrider.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.cli.testing.Cli;
import io.outrider.cli.testing.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {
    private final FakeServer templates = new FakeServer();
    private final FakeServer builds = new FakeServer();
    private final FakeServer scheduler = new FakeServer();
    private final FakeServer reactor = new FakeServer();
    private final FakeServer gateway = new FakeServer();

    @TempDir
    Path root;

    @BeforeEach
    void writeStack() throws IOException {
        write(ProcessHandle.current().pid());
    }

    @AfterEach
    void stop() {
        templates.close();
        builds.close();
        scheduler.close();
        reactor.close();
        gateway.close();
    }

    @Test
    void shouldAskEachServiceForItsOwn() {
        templates.json("GET /templates", "[]").json("GET /template-types", "[]");
        builds.json("GET /builds", "[]");
        scheduler.json("GET /jobs", "[]").json("GET /nodes", "[]").json("GET /dead-letters", "[]");
        reactor.json("GET /events", "[]").json("GET /reactions", "[]");
        gateway.json("POST /enrolment-tokens", 201, "{\"token\":\"x\"}");
        Cli cli = new Cli().in(root);

        assertThat(cli.run("template", "list").code()).isZero();
        assertThat(cli.run("type", "list").code()).isZero();
        assertThat(cli.run("build", "list").code()).isZero();
        assertThat(cli.run("job", "list").code()).isZero();
        assertThat(cli.run("node", "list").code()).isZero();
        assertThat(cli.run("admin", "dead-letters", "list").code()).isZero();
        assertThat(cli.run("event", "list").code()).isZero();
        assertThat(cli.run("reaction", "list").code()).isZero();
        assertThat(cli.run("node", "token", "create", "n").code()).isZero();
        assertThat(gateway.only("POST").headers()).containsEntry("Authorization", "Bearer stack-token");
    }

    @Test
    void shouldIgnoreTheFileOfAStackThatWasKilled() throws IOException {
        write(Long.MAX_VALUE);

        Cli.Result result = new Cli().in(root).run("job", "list");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("outrider up").contains("OUTRIDER_SERVER");
    }

    @Test
    void shouldPreferAnOptionToTheEnvironmentToTheStack() {
        scheduler.json("GET /jobs", "[{\"id\":\"option\"}]");
        builds.json("GET /jobs", "[{\"id\":\"environment\"}]");
        Cli cli = new Cli().in(root).with("OUTRIDER_SERVER", builds.url());

        Cli.Result result = cli.run("job", "list", "-q", "--server", scheduler.url(), "--token", "mine");

        assertThat(result.out()).isEqualTo("option\n");
        assertThat(scheduler.only("GET").headers()).containsEntry("Authorization", "Bearer mine");
    }

    @Test
    void shouldNotSendTheStacksTokenElsewhere() {
        builds.json("GET /jobs", "[]");

        new Cli().in(root).run("job", "list", "--server", builds.url());

        assertThat(builds.only("GET").headers()).doesNotContainKey("Authorization");
    }

    @Test
    void shouldTellSettingsButNoToken() {
        Cli.Result result = new Cli().in(root).run("config");

        assertThat(result.out())
                .contains("scheduler-service")
                .contains(scheduler.url())
                .doesNotContain("stack-token");
    }

    private void write(long pid) throws IOException {
        Path file = root.resolve(".outrider/stack.json");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, """
                {"pid":%d,"services":{"template-service":"%s","build-service":"%s","scheduler-service":"%s",
                 "event-reactor":"%s","gateway":"%s"},"token":"stack-token"}""".formatted(pid, templates.url(), builds.url(), scheduler.url(), reactor.url(), gateway.url()));
    }
}
