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

/** Every service is restarted in turn, as an upgrade does it, while jobs are submitted and run: none fails, none runs twice. */
@ExtendWith(SharedStack.class)
class RollingRestartTest {

    private static final List<String> SERVICES =
            List.of("template-service", "build-service", "scheduler-service", "gateway", "event-reactor");
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Outrider outrider;

    @TempDir
    Path folder;

    RollingRestartTest(Outrider outrider) {
        this.outrider = outrider;
    }

    @Test
    void shouldFinishEveryJobWhileServicesRestart() {
        ProbeTemplate.push(outrider, "rolling");
        Path starts = folder.resolve("starts");
        SteadyLoad load = new SteadyLoad(outrider, "rolling", starts);
        try (load) {
            await().atMost(LIMIT).until(() -> load.jobs().size() >= 5);

            for (String service : SERVICES) {
                restart(service, false);
            }
            // Asked to end, the stack's own agent ends its tasks with it; killed, it finds them again, as any other
            // does.
            restart("agent", true);
            int before = load.jobs().size();
            await().atMost(LIMIT).until(() -> load.jobs().size() >= before + 5);
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
        assertThat(ProbeTemplate.starts(starts)).containsExactlyInAnyOrderElementsOf(load.jobs());
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
