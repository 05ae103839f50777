package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any one service may die by kill -9 in the middle of a job: the job ends, finished or failed for a stated reason, and is never run
 * twice. The supervisor of the local stack starts the service again, as Kubernetes or systemd would.
 */
@ExtendWith(SharedStack.class)
class KilledServiceTest {

    private static final Set<String> TERMINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** Nothing that these do is needed once a job runs. */
    private static final Set<String> ASIDE = Set.of("template-service", "build-service", "event-reactor", "registry");

    private final Outrider outrider;

    @TempDir
    Path folder;

    KilledServiceTest(Outrider outrider) {
        this.outrider = outrider;
    }

    @BeforeEach
    void pushProbe() {
        ProbeTemplate.push(outrider, "probe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "template-service",
                "build-service",
                "scheduler-service",
                "gateway",
                "event-reactor",
                "agent",
                "kafka",
                "postgres",
                "registry"
            })
    void shouldEndTheJobWhenAServiceIsKilledInItsMiddle(String service) {
        Path starts = folder.resolve("starts");
        long killed = outrider.pid(service);
        String job = submit(starts, 6);
        await().atMost(LIMIT).until(() -> ProbeTemplate.starts(starts).size() == 1);

        outrider.kill9(service);

        JsonNode ended = awaitEnd(job);
        assertThat(ProbeTemplate.starts(starts)).as("never run twice").containsExactly(job);
        assertThat(ended.path("status").asText())
                .as(ended.toString())
                .isIn(ASIDE.contains(service) ? Set.of("SUCCEEDED") : Set.of("SUCCEEDED", "FAILED"));
        if (ended.path("status").asText().equals("FAILED")) {
            assertThat(ended.path("reason").asText()).as("a stated reason").isNotBlank();
        }
        awaitRunningAgain(service, killed);
        String next = submit(folder.resolve("next"), 0);
        assertThat(awaitEnd(next).path("status").asText()).as("jobs run again").isEqualTo("SUCCEEDED");
    }

    @Test
    void shouldFinishTheBuildWhenTheBuildServiceIsKilledInItsMiddle() {
        Path template = ProbeTemplate.write("killed-build");
        outrider.run("template", "push", template.toString(), "--no-wait").ok();

        outrider.kill9("build-service");

        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(outrider.get("template-service", "/templates/killed-build/versions/latest")
                                        .path("status")
                                        .asText())
                                .isIn("READY", "FAILED"));
    }

    @Test
    void shouldStartTheJobOfAnEventOnceWhenTheReactorIsKilledRightAfterItTookIt() throws IOException {
        Path starts = folder.resolve("starts");
        String name = "killed-" + UUID.randomUUID().toString().substring(0, 8);
        Path reaction = Files.writeString(folder.resolve("reaction.yaml"), """
                apiVersion: outrider/v1
                kind: Reaction
                name: %s
                on: e2e/%s
                do:
                  jobs:
                  - template: probe
                    parameters: {file: "{{ event.data.file }}", seconds: 0}
                """.formatted(name, name));
        outrider.run("reaction", "apply", "-f", reaction.toString()).ok();

        long killed = outrider.pid("event-reactor");
        outrider.post("event-reactor", "/events", """
                {"specversion": "1.0", "id": "1", "source": "/e2e", "type": "e2e/%s", "data": {"file": "%s"}}""".formatted(name, starts));
        outrider.kill9("event-reactor");

        await().atMost(LIMIT).until(() -> !ProbeTemplate.starts(starts).isEmpty());
        awaitRunningAgain("event-reactor", killed);
        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> ProbeTemplate.starts(starts).size() == 1);
    }

    private String submit(Path starts, int seconds) {
        return outrider.post("scheduler-service", "/jobs", """
                        {"template": "probe", "parameters": {"file": "%s", "seconds": %d}}""".formatted(starts, seconds))
                .path("id")
                .asText();
    }

    private JsonNode awaitEnd(String job) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> TERMINAL.contains(state(job).path("status").asText()));
        return state(job);
    }

    private JsonNode state(String job) {
        return outrider.get("scheduler-service", "/jobs/" + job);
    }

    private void awaitRunningAgain(String service, long killed) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    JsonNode found = component(service);
                    assertThat(found.path("state").asText())
                            .as(service + " in the status: " + found)
                            .isEqualToIgnoringCase("ready");
                    assertThat(found.path("pid").asLong())
                            .as("a new process of " + service)
                            .isPositive()
                            .isNotEqualTo(killed);
                });
    }

    /** What the status says of it; missing if it is not there. */
    private JsonNode component(String name) {
        return outrider.run("status", "--output", "json")
                .ok()
                .json()
                .path("components")
                .valueStream()
                .filter(component -> component.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }
}
