package io.outrider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.cli.output.Json;
import io.outrider.cli.testing.Cli;
import io.outrider.cli.testing.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookCommandsTest {

    private static final String GITHUB = """
            {"name": "github", "authentication": {"hmac": {"header": "X-Hub-Signature-256", "secret": {"file": "github"}}},
             "mapping": {"type": "github/push"}, "path": "/api/v1/webhooks/generic/github", "version": 2}""";

    private final FakeServer server = new FakeServer();
    private final Cli cli = Cli.against(server);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldApplyEachWebhookOfAFile() throws IOException {
        server.json("PUT /webhooks/github", 201, GITHUB);
        Path file = folder.resolve("webhooks.yaml");
        Files.writeString(file, "kind: Webhook\nname: github\nmapping: {type: github/push}\n");

        Cli.Result result = cli.run("webhook", "apply", "-f", file.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("webhook github created");
        assertThat(Json.parse(server.only("PUT").text())).isEqualTo(Json.parse("""
                {"kind": "Webhook", "name": "github", "mapping": {"type": "github/push"}}"""));
    }

    @Test
    void shouldListAndShowWebhooks() {
        server.json("GET /webhooks", "{\"items\": [" + GITHUB + "]}");
        server.json("GET /webhooks/github", GITHUB);

        assertThat(cli.run("webhook", "list").out()).contains("github", "hmac X-Hub-Signature-256", "github/push");
        assertThat(cli.run("webhook", "show", "github").out()).contains("/api/v1/webhooks/generic/github");
    }

    @Test
    void shouldDeleteAWebhook() {
        server.json("DELETE /webhooks/github", 204, "");

        Cli.Result result = cli.run("webhook", "delete", "github");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("webhook github deleted");
    }

    @Test
    void shouldAskForAName() throws IOException {
        Path file = folder.resolve("webhooks.yaml");
        Files.writeString(file, "kind: Webhook\n");

        assertThat(cli.run("webhook", "apply", "-f", file.toString()).code()).isEqualTo(2);
    }
}
