package io.outrider.agent.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.agent.fake.AgentProcess;
import io.outrider.agent.fake.FakeGateway;
import io.outrider.agent.fake.Fault;
import io.outrider.agent.fake.Specs;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.Report;
import io.outrider.protocol.ReportStatus;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is told to take its tasks along when it ends: nothing is left running, and every task's end is heard of. */
class StopTasksTest {

    private static final String SETTINGS =
            "slots: 3\nruntimes: {host: true, allowPlainProcess: true, sandbox: auto, docker: false}\n";

    @TempDir
    Path home;

    private final FakeGateway gateway = new FakeGateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    private AgentProcess agent() {
        return new AgentProcess(home, gateway, SETTINGS, Map.of("OUTRIDER_AGENT_STOP_TASKS", "true"));
    }

    private TaskRef running(Specs specs) {
        TaskRef ref = gateway.desk().offer(specs.spec());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.desk().log(ref).contains("begun"));
        return ref;
    }

    private Report awaitEnd(TaskRef ref) {
        await().atMost(Duration.ofSeconds(20)).until(() -> gateway.desk().end(ref) != null);
        return gateway.desk().end(ref);
    }

    /** Returns the lines of {@code ps} that name this test's folder or a sleep of its own length. */
    private static List<String> left(String mark) throws IOException {
        List<String> left = new ArrayList<>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                try {
                    String line = Files.readString(process.resolve("cmdline")).replace('\0', ' ');
                    if (line.contains(mark)) {
                        left.add(line);
                    }
                } catch (IOException e) {
                    // It ended while it was looked at.
                }
            }
        }
        return left;
    }

    @Test
    void shouldEndAllTasksAndTellAtOnce() throws IOException {
        try (AgentProcess agent = agent()) {
            TaskRef obedient = running(Specs.script("echo begun; sleep 7131"));
            TaskRef stubborn =
                    running(Specs.script("trap '' TERM; echo begun; sleep 7132 & while :; do sleep 7133; done"));
            TaskRef sandboxed =
                    running(Specs.script("echo begun; sleep 7134 & sleep 7135").on(null));
            TaskRef waiting = gateway.desk().offer(Specs.script("sleep 7136").spec());

            long millis = agent.terminate();

            assertThat(millis).isBetween(5_000L, 10_000L);
            assertThat(left("sleep 713")).isEmpty();
            assertThat(List.of(obedient, stubborn, sandboxed)).allSatisfy(ref -> {
                Report end = awaitEnd(ref);
                assertThat(end.status()).isEqualTo(ReportStatus.FAILED);
                assertThat(end.reason()).isEqualTo("the agent was stopped");
                assertThat(end.startedMillisAgo()).isNotNull();
            });
            Report never = gateway.desk().end(waiting);
            assertThat(never == null || never.startedMillisAgo() == null)
                    .as("never started: %s", never)
                    .isTrue();
        }
    }

    @Test
    void shouldTellAfterTheNextStartWhatTheGatewayCouldNotHear() throws IOException {
        try (AgentProcess agent = agent()) {
            TaskRef ref = running(Specs.script("echo begun; sleep 7141"));
            gateway.faults((path, count) -> path.equals(AgentPaths.REPORT) ? Fault.UNAVAILABLE : Fault.NONE);

            long millis = agent.terminate();
            assertThat(left("sleep 7141")).isEmpty();
            assertThat(gateway.desk().end(ref)).isNull();
            gateway.faults((path, count) -> Fault.NONE);
            agent.startAgain();

            Report end = awaitEnd(ref);
            assertThat(millis).isLessThan(5_000);
            assertThat(end.status()).isEqualTo(ReportStatus.FAILED);
            assertThat(end.reason()).isEqualTo("the agent was stopped");
            assertThat(end.startedMillisAgo()).isGreaterThanOrEqualTo(millis);
        }
    }

    @Test
    void shouldLeaveTasksRunningWhenKilled() {
        try (AgentProcess agent = agent()) {
            TaskRef ref = running(Specs.script("echo begun; sleep 3; echo over"));

            agent.kill();
            agent.startAgain();

            assertThat(awaitEnd(ref).status()).isEqualTo(ReportStatus.SUCCEEDED);
            assertThat(awaitEnd(ref).startedMillisAgo()).isGreaterThan(2_500);
            assertThat(gateway.desk().log(ref)).isEqualTo("begun\nover\n");
        }
    }
}
