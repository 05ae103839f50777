package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    /** The first end in good order after a build writes the archive of classes, which alone takes a minute and a half on a slow machine. */
    private static final Duration LONGEST_RESTART = Duration.ofMinutes(4);

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

        outrider.awaitSuccess(load.jobs());
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

    private void restart(String component, boolean hard) {
        // Another part may be coming up again still, as the agent does after the gateway.
        long pid = awaitReady(component, 0).path("pid").asLong();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        if (hard) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        awaitReady(component, pid);
    }

    /** Returns the part once it is ready in another process than this one. Each look starts a JVM, which takes time from the restart. */
    private JsonNode awaitReady(String component, long otherThan) {
        return await().atMost(LONGEST_RESTART)
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> part(component),
                        part -> part.path("state").asText().equalsIgnoreCase("ready")
                                && part.path("pid").asLong() != otherThan);
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
