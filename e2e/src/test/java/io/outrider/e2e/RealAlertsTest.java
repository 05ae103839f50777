package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus sees a full disk, a real Alertmanager tells Outrider, and a job runs; then the disk is empty again. */
@ExtendWith(SharedStack.class)
class RealAlertsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String REACTION = """
            kind: Reaction
            name: %s
            on: prometheus/alert/E2eDiskFull
            match: {labels: {severity: critical}%s}
            groupBy: [data.labels.instance]
            %s
            do:
              jobs:
              - template: e2e-alert
                targets: "kind={{ event.data.labels.instance | split(':') | first }}"
                parameters: {instance: "{{ event.data.labels.instance }}", summary: "{{ event.data.annotations.summary }}"}
            """;

    private final Outrider outrider;

    @TempDir
    Path folder;

    RealAlertsTest(Outrider outrider) {
        this.outrider = outrider;
    }

    @Test
    void shouldRunAJobWhenAnAlertFiresAndAnotherWhenItIsResolved() throws IOException {
        assumeTrue(Monitoring.isInstalled(), "no Prometheus");
        pushTemplate();
        apply(REACTION.formatted("e2e-disk-full", "", ""));
        apply(REACTION.formatted("e2e-disk-empty", ", status: resolved", ""));
        // Nothing lets an hour pass: the end of the alert has to close this window.
        apply(REACTION.formatted("e2e-disk-patient", "", "triggerLimiter: {waitForMore: {timeout: 1h}}"));
        String receiver = outrider.url("event-reactor") + "/api/v1/webhooks/alertmanager";
        try (Monitoring monitoring = Monitoring.start(folder, receiver, outrider.token())) {

            monitoring.use(97.5);
            JsonNode full = decided(monitoring, "firing");
            monitoring.use(12);
            JsonNode empty = decided(monitoring, "resolved");

            assertThat(full.at("/data/labels/mount").asText()).isEqualTo("/data");
            assertThat(outcome(full, "e2e-disk-full")).isEqualTo("FIRED");
            assertThat(outcome(full, "e2e-disk-patient")).isEqualTo("WAITING");
            assertThat(outcome(empty, "e2e-disk-patient")).isEqualTo("RESOLVED");
            assertThat(outcome(empty, "e2e-disk-empty")).isEqualTo("FIRED");
            assertThat(jobs(full)).hasSize(1);
            assertThat(jobs(empty)).hasSize(1);
            for (String id : List.of(jobs(full).getFirst(), jobs(empty).getFirst())) {
                // The request is on its way to the scheduler.
                await().atMost(PATIENCE)
                        .untilAsserted(() -> outrider.run("job", "wait", id).ok());
                JsonNode job = outrider.get("scheduler-service", "/jobs/" + id);
                assertThat(job.path("status").asText()).isEqualTo("SUCCEEDED");
                assertThat(job.at("/outputs/instance").asText()).isEqualTo(Monitoring.INSTANCE);
                assertThat(job.at("/outputs/summary").asText()).startsWith("/data is ");
            }
        }
    }

    /** The event of the alert, once the reactions were asked. */
    private JsonNode decided(Monitoring monitoring, String status) {
        return await().alias("the alert " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .conditionEvaluationListener(condition -> {
                    if (condition.getRemainingTimeInMS() < 1_000) {
                        System.err.println(monitoring.logs());
                    }
                })
                .until(() -> find(status), event -> event.has("decidedAt"));
    }

    private JsonNode find(String status) {
        JsonNode events = outrider.get("event-reactor", "/events?type=prometheus/alert/E2eDiskFull");
        for (JsonNode event : events.path("items")) {
            if (event.at("/extensions/status").asText().equals(status)) {
                return outrider.get(
                        "event-reactor", "/events/" + event.path("id").asText());
            }
        }
        return events;
    }

    private static String outcome(JsonNode event, String reaction) {
        for (JsonNode decision : event.path("decisions")) {
            if (decision.path("reaction").asText().equals(reaction)) {
                return decision.path("outcome").asText();
            }
        }
        return "";
    }

    private static List<String> jobs(JsonNode event) {
        return event.path("jobs").valueStream().map(JsonNode::asText).toList();
    }

    private void apply(String reaction) throws IOException {
        Path file = Files.writeString(folder.resolve("reaction.yaml"), reaction);
        outrider.run("reaction", "apply", "-f", file.toString()).ok();
    }

    private void pushTemplate() throws IOException {
        Path template = Files.createDirectories(folder.resolve("template"));
        Files.writeString(template.resolve("template.yaml"), """
                apiVersion: outrider/v1
                kind: Template
                name: e2e-alert
                type: host-shell
                runtime: host
                parameters:
                  instance: {type: string, required: true}
                  summary: {type: string, required: true}
                env: {prefix: ALERT_}
                outputs: {instance: {type: string}, summary: {type: string}}
                """);
        Files.writeString(template.resolve("run.sh"), """
                printf '{"instance": "%s", "summary": "%s"}' "$ALERT_instance" "$ALERT_summary" > "$OUTRIDER_OUT/outputs.json"
                """);
        outrider.run("template", "push", template.toString(), "--wait").ok();
    }
}
