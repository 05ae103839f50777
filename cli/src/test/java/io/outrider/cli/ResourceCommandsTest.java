package io.outrider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

class ResourceCommandsTest {
    private final FakeServer server = new FakeServer();
    private final Cli cli = Cli.against(server);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldListNodes() {
        server.json("GET /nodes", Golden.file("nodes.json"));

        Cli.Result result = cli.run("node", "list", "--selector", "role=web,!canary");

        assertThat(result.out()).isEqualTo(Golden.file("node-list.txt"));
        assertThat(server.only("GET").uri()).contains("selector=role%3Dweb%2C%21canary");
    }

    @Test
    void shouldListEnrolments() {
        server.json("GET /enrolments", """
                        {"items": [{"name": "edge-1", "status": "REVOKED", "labels": {"role": "web"}, "agentVersion": "1.2.3",
                         "enrolledAt": "2026-11-21T09:00:00Z", "notAfter": "2027-11-21T09:00:00Z"}]}""");

        Cli.Result result = cli.run("node", "enrolments");

        assertThat(result.out()).isEqualTo("""
                        NAME    STATUS   AGENT  AGE  CERTIFICATE UNTIL     LABELS
                        edge-1  REVOKED  1.2.3  3h   2027-11-21T09:00:00Z  role=web
                        """);
    }

    @Test
    void shouldMakeAnEnrolmentToken() throws IOException {
        server.json("POST /enrolment-tokens", 201, "{\"token\":\"abc.def\",\"name\":\"edge-9\"}");

        Cli.Result result = cli.run("node", "token", "create", "edge-9", "-l", "role=web", "-l", "site=a", "-q");

        assertThat(result.out()).isEqualTo("abc.def\n");
        assertThat(Json.parse(server.only("POST").text())).isEqualTo(Json.parse("""
                        {"name":"edge-9","ttl":"1h","labels":{"role":"web","site":"a"}}"""));
    }

    @Test
    void shouldRefuseATokenThatLivesTooLong() {
        Cli.Result result = cli.run("node", "token", "create", "edge-9", "--ttl", "2h");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("at most 1h");
    }

    @Test
    void shouldPublishACloudEvent() throws IOException {
        server.json("POST /events", 202, "{\"accepted\":[{\"id\":\"e-1\"}]}");

        Cli.Result result = cli.run("event", "publish", "a/b", "--id", "e-1", "--data", "{\"x\":1}", "--subject", "s");

        assertThat(result.out()).isEqualTo("id  e-1\n");
        assertThat(server.only("POST").headers()).containsEntry("Content-type", "application/cloudevents+json");
        assertThat(Json.parse(server.only("POST").text())).isEqualTo(Json.parse("""
                        {"specversion":"1.0","id":"e-1","type":"a/b","source":"/outrider/cli","subject":"s",
                         "time":"2026-11-21T12:00:00Z","datacontenttype":"application/json","data":{"x":1}}"""));
    }

    @Test
    void shouldShowWhatAnEventStarted() {
        server.json("GET /events/e-1", Golden.file("event.json"));

        Cli.Result result = cli.run("event", "show", "e-1");

        assertThat(result.out()).isEqualTo(Golden.file("event-show.txt"));
    }

    @Test
    void shouldApplyEveryReactionOfAFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("r.yaml"),
                "kind: Reaction\nname: one\non: a/*\n---\nkind: Reaction\nname: two\ndo:\n  jobs:\n  - template: t\n");
        server.json("PUT /reactions/one", 201, "{\"name\":\"one\"}").json("PUT /reactions/two", "{\"name\":\"two\"}");

        Cli.Result result = cli.run("reaction", "apply", "-f", file.toString());

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEqualTo("reaction one created\nreaction two applied\n");
        JsonNode sent = Json.parse(server.requests().getLast().text());
        assertThat(sent.at("/do/jobs/0/template").asText()).isEqualTo("t");
    }

    @Test
    void shouldSayWhereAFileIsBroken() throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), "name: one\n  on: [a\n");

        Cli.Result result = cli.run("reaction", "apply", "-f", file.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("r.yaml (line 2").hasLineCount(1);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldRefuseAFileThatIsMissing() {
        Cli.Result result =
                cli.run("type", "apply", "-f", folder.resolve("none.yaml").toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("none.yaml is not");
    }

    @Test
    void shouldDeleteAReaction() {
        server.json("DELETE /reactions/one", 204, "");

        Cli.Result result = cli.run("reaction", "delete", "one");

        assertThat(result).isEqualTo(new Cli.Result(0, "", "reaction one deleted\n"));
    }

    @Test
    void shouldListBuilds() {
        server.json("GET /builds", Golden.file("builds.json"));

        Cli.Result result = cli.run("build", "list");

        assertThat(result.out()).isEqualTo(Golden.file("build-list.txt"));
    }

    @Test
    void shouldEndWithOneWhenTheFollowedBuildFails() {
        server.on(
                        "GET /builds/b-1/logs",
                        exchange -> FakeServer.sendEvents(exchange, "data: oops\n\nevent: end\ndata:\n\n"))
                .json("GET /builds/b-1", "{\"id\":\"b-1\",\"status\":\"FAILED\",\"reason\":\"no base\"}");

        Cli.Result result = cli.run("build", "logs", "-f", "b-1");

        assertThat(result).isEqualTo(new Cli.Result(1, "oops\n", "outrider: Build b-1 FAILED: no base\n"));
    }

    @Test
    void shouldListTypes() {
        server.json("GET /template-types", Golden.file("types.json"));

        Cli.Result result = cli.run("type", "list");

        assertThat(result.out()).isEqualTo(Golden.file("type-list.txt"));
    }

    @Test
    void shouldPrintACompletionScriptThatBashReads() throws IOException, InterruptedException {
        String script = cli.run("completion", "zsh").out();
        Path file = Files.writeString(folder.resolve("completion.sh"), script);

        Process bash =
                new ProcessBuilder("bash", "-n", file.toString()).inheritIO().start();

        assertThat(bash.waitFor()).isZero();
        assertThat(script).contains("bashcompinit").contains("dead-letters");
    }
}
