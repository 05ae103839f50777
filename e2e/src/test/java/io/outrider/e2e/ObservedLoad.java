package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A little of everything that is measured: a template is built, an event fires a reaction, jobs succeed and fail, one runs on a cluster. */
final class ObservedLoad {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ObservedLoad() {}

    static void run(Outrider outrider, Path folder) throws IOException {
        ProbeTemplate.push(outrider, "observed");
        Path starts = folder.resolve("observed-starts");
        Path reaction = Files.writeString(folder.resolve("observed.yaml"), """
                apiVersion: outrider/v1
                kind: Reaction
                name: observed
                on: e2e/observed
                do:
                  jobs:
                  - template: observed
                    parameters: {file: "{{ event.data.file }}", seconds: 0}
                """);
        outrider.run("reaction", "apply", "-f", reaction.toString()).ok();
        int before = ProbeTemplate.starts(starts).size();
        for (int i = 0; i < 3; i++) {
            outrider.post("event-reactor", "/events", """
                    {"specversion": "1.0", "id": "%d", "source": "/e2e", "type": "e2e/observed", "data": {"file": "%s"}}""".formatted(System.nanoTime(), starts));
        }
        await().atMost(LIMIT).until(() -> ProbeTemplate.starts(starts).size() == before + 3);
        String failing =
                outrider.post("scheduler-service", "/jobs", """
                        {"template": "observed", "parameters": {"file": "/nowhere/at/all", "seconds": 0}}""").path("id").asText();
        outrider.run("job", "wait", failing);
        ProbeTemplate.pushForCluster(outrider, "observed-cluster");
        // What is not built is pushed before the scheduler has heard of it.
        String onCluster = await().atMost(LIMIT)
                .ignoreExceptions()
                .until(
                        () -> outrider.post("scheduler-service", "/jobs", """
                                {"template": "observed-cluster", "target": {"node": "%s"}, "parameters": {"file": "%s"}}""".formatted(
                                                ClusterExecutor.NODE, folder.resolve("observed-cluster")))
                                .path("id")
                                .asText(),
                        id -> !id.isEmpty());
        outrider.run("job", "wait", onCluster).ok();
        beRefused(outrider, folder);
    }

    /** A call of a webhook with another secret than its own. */
    private static void beRefused(Outrider outrider, Path folder) throws IOException {
        Files.createDirectories(outrider.webhookSecrets());
        Files.writeString(outrider.webhookSecrets().resolve("observed"), "the-secret-of-the-webhook");
        Path webhook = Files.writeString(folder.resolve("observed-webhook.yaml"), """
                apiVersion: outrider/v1
                kind: Webhook
                name: observed
                authentication: {token: {header: X-Observed, secret: {file: observed}}}
                mapping: {type: e2e/refused}
                """);
        outrider.run("webhook", "apply", "-f", webhook.toString()).ok();
        Outrider stranger = outrider.with("X-Observed", "another-secret-than-its");
        assertThatThrownBy(() -> stranger.post("event-reactor", "/webhooks/generic/observed", "{}"))
                .hasMessageContaining(" answered 401");
    }
}
