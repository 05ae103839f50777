package io.outrider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.cli.output.Json;
import io.outrider.cli.testing.Cli;
import io.outrider.cli.testing.FakeServer;
import io.outrider.cli.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactionCommandsTest {
    private final FakeServer server = new FakeServer();
    private final Cli cli = Cli.against(server);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldExplainWhatAReactionWaitsFor() {
        server.json("GET /reactions/disk-full/explain", Golden.file("explain.json"));

        Cli.Result result = cli.run("reaction", "explain", "disk-full");

        assertThat(result.out()).isEqualTo(Golden.file("explain.txt"));
    }

    @Test
    void shouldExplainForPrograms() throws IOException {
        server.json("GET /reactions/disk-full/explain", Golden.file("explain.json"));

        Cli.Result result = cli.run("reaction", "explain", "disk-full", "--output", "json");

        assertThat(Json.parse(result.out())).isEqualTo(Json.parse(Golden.file("explain.json")));
    }

    @Test
    void shouldShowWhatWouldHaveFired() throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), "name: disk-full\non: a/*\n");
        server.json("POST /reactions/test", Golden.file("reaction-test.json"));

        Cli.Result result = cli.run("reaction", "test", file.toString(), "--since", "2h");

        assertThat(result.out()).isEqualTo(Golden.file("reaction-test.txt"));
        assertThat(result.err())
                .contains(
                        "the history was cut, only what came since 2026-11-21T10:05:00Z was tried",
                        "not all was stored");
        assertThat(Json.parse(server.only("POST").text()))
                .isEqualTo(Json.parse("{\"since\":\"2h\",\"document\":{\"name\":\"disk-full\",\"on\":\"a/*\"}}"));
    }

    @Test
    void shouldRefuseToTestTwoReactionsAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), "name: one\n---\nname: two\n");

        Cli.Result result = cli.run("reaction", "test", file.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("there are 2").hasLineCount(1);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldRefuseAnAgeThatIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), "name: one\n");

        Cli.Result result = cli.run("reaction", "test", file.toString(), "--since", "yesterday");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--since").hasLineCount(1);
    }

    @Test
    void shouldPauseAndResumeOne() {
        server.json("PUT /reactions/disk-full/pause", "{\"reaction\":\"disk-full\"}")
                .json("DELETE /reactions/disk-full/pause", 204, "");

        Cli.Result paused = cli.run("reaction", "pause", "disk-full", "--reason", "storage is moving");
        Cli.Result resumed = cli.run("reaction", "resume", "disk-full");

        assertThat(paused).isEqualTo(new Cli.Result(0, "", "reaction disk-full paused\n"));
        assertThat(server.only("PUT").text()).isEqualTo("{\"reason\":\"storage is moving\"}");
        assertThat(resumed).isEqualTo(new Cli.Result(0, "", "reaction disk-full resumed\n"));
    }

    @Test
    void shouldPauseAndResumeAll() {
        server.json("PUT /reactions-pause", "{}").json("DELETE /reactions-pause", 204, "");

        assertThat(cli.run("reaction", "pause", "--all").err()).isEqualTo("all reactions paused\n");
        assertThat(cli.run("reaction", "resume", "--all").err()).isEqualTo("all reactions resumed\n");
    }

    @Test
    void shouldPauseAndResumeEverywhere() {
        server.json("PUT /reactions-pause/everywhere", "{}").json("DELETE /reactions-pause/everywhere", 204, "");

        assertThat(cli.run("reaction", "pause", "--everywhere").err())
                .isEqualTo("all reactions of all projects paused\n");
        assertThat(cli.run("reaction", "resume", "--everywhere").err())
                .isEqualTo("all reactions of all projects resumed\n");
    }

    @Test
    void shouldNotGuessWhatToPause() {
        Cli.Result neither = cli.run("reaction", "pause");
        Cli.Result both = cli.run("reaction", "pause", "disk-full", "--all");

        assertThat(neither.code()).isEqualTo(2);
        assertThat(neither.err()).contains("--all");
        assertThat(both.code()).isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldShowAnOldVersion() {
        server.json(
                "GET /reactions/disk-full",
                "{\"name\":\"disk-full\",\"on\":{\"any\":[\"a\",\"b\"]},\"version\":2,\"enabled\":false}");

        Cli.Result result = cli.run("reaction", "show", "disk-full@2");

        assertThat(result.out()).contains("on       a,b", "version  2", "state    DISABLED");
        assertThat(server.only("GET").uri()).contains("version=2");
    }

    @Test
    void shouldListVersions() {
        server.json(
                "GET /reactions/disk-full/versions",
                "{\"items\":[{\"version\":2,\"on\":\"a/*\",\"do\":{\"jobs\":[{\"template\":\"t\"}]},"
                        + "\"createdBy\":\"anna\",\"createdAt\":\"2026-11-21T11:00:00Z\"}]}");

        Cli.Result result = cli.run("reaction", "history", "disk-full");

        assertThat(result.out()).isEqualTo("VERSION  ON   JOBS  BY    AGE\n2        a/*  t     anna  60m\n");
    }

    @Test
    void shouldListFirings() {
        server.json("GET /reactions/disk-full/firings", Golden.file("firings.json"));

        Cli.Result result = cli.run("reaction", "firings", "disk-full");

        assertThat(result.out()).isEqualTo(Golden.file("firings.txt"));
    }
}
