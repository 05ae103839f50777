package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every service is restarted in turn, as an upgrade does it, while jobs are submitted and run, events start jobs, and templates are built:
 * nothing fails, nothing runs twice.
 */
@ExtendWith(SharedStack.class)
class RollingRestartTest {

    private static final List<String> SERVICES =
            List.of("template-service", "build-service", "scheduler-service", "gateway", "event-reactor");
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Outrider outrider;
    private final ClusterExecutor cluster;

    @TempDir
    Path folder;

    RollingRestartTest(Outrider outrider, ClusterExecutor cluster) {
        this.outrider = outrider;
        this.cluster = cluster;
    }

    @Test
    void shouldFinishEveryJobWhileServicesRestart() throws Exception {
        RollingLoad load = new RollingLoad(outrider, folder);
        try (load) {
            awaitRounds(load, 3);

            for (String service : SERVICES) {
                restart(service, false);
            }
            cluster.restart();
            // Asked to end, the stack's own agent ends its tasks with it; killed, it finds them again, as any other
            // does.
            restart("agent", true);
            awaitRounds(load, load.rounds() + 3);
        }

        Map<String, String> unfinished = new HashMap<>();
        await().atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    unfinished.clear();
                    load.jobs().forEach(job -> unfinished.put(job, state(job)));
                    unfinished.values().removeIf("SUCCEEDED"::equals);
                    return unfinished.isEmpty()
                            || unfinished.values().stream().anyMatch(state -> state.startsWith("FAILED"));
                });
        assertThat(unfinished).isEmpty();
        assertThat(ProbeTemplate.starts(load.starts())).containsExactlyInAnyOrderElementsOf(load.jobs());
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(load.jobsOfEvents())
                        .hasSameSizeAs(load.startsOfEvents())
                        .allSatisfy(
                                job -> assertThat(job.path("status").asText()).isEqualTo("SUCCEEDED")));
        assertThat(load.startsOfEvents())
                .allSatisfy(starts -> assertThat(ProbeTemplate.starts(starts)).hasSize(1));
        assertThat(load.versions()).isNotEmpty().containsOnly("READY");
    }

    private static void awaitRounds(RollingLoad load, int rounds) {
        await().atMost(LIMIT).until(() -> load.rounds() >= rounds);
    }

    private String state(String job) {
        JsonNode found = outrider.get("scheduler-service", "/jobs/" + job);
        String status = found.path("status").asText();
        return status.equals("FAILED") ? "FAILED " + found : status;
    }

    private void restart(String component, boolean hard) {
        // Another part may be coming up again still, as the agent does after the gateway.
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> isReady(component));
        long pid = part(component).path("pid").asLong();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        if (hard) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        await().atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> isReady(component) && part(component).path("pid").asLong() != pid);
    }

    private boolean isReady(String component) {
        return part(component).path("state").asText().equalsIgnoreCase("ready");
    }

    /** A part as the status shows it, whose exit code is not 0 while any part is away. */
    private JsonNode part(String component) {
        for (JsonNode part : outrider.run("status", "--output", "json").json().path("components")) {
            if (part.path("name").asText().equals(component)) {
                return part;
            }
        }
        return MissingNode.getInstance();
    }
}
