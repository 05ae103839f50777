package io.outrider.agent.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.agent.fake.AgentProcess;
import io.outrider.agent.fake.FakeGateway;
import io.outrider.agent.fake.Fault;
import io.outrider.agent.fake.Specs;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.ReportStatus;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the network, proxies and crashes do to the protocol: each task runs once, and its end is reported. */
class FaultsTest {

    private static final String SETTINGS =
            "slots: 4\nruntimes: {host: true, allowPlainProcess: true, sandbox: false, docker: false}\n";

    @TempDir
    Path home;

    private final FakeGateway gateway = new FakeGateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    private void awaitEnd(TaskRef ref) {
        await().atMost(Duration.ofSeconds(40)).until(() -> gateway.desk().end(ref) != null);
    }

    private Specs once(String script) {
        return Specs.script("echo $OUTRIDER_TASK >> " + home.resolve("starts") + "; " + script);
    }

    private List<String> starts() throws IOException {
        return Files.readAllLines(home.resolve("starts"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOSE_ANSWER", "PROXY_PAGE", "PROXY_FORBIDS", "UNAVAILABLE"})
    void shouldRunEachTaskOnceWhateverHappensToAnswers(Fault fault) throws IOException {
        gateway.faults((path, count) -> count % 3 == 1 ? fault : Fault.NONE);
        try (AgentProcess agent = new AgentProcess(home, gateway, SETTINGS)) {
            List<TaskRef> refs = IntStream.range(0, 12)
                    .mapToObj(i ->
                            gateway.desk().offer(once("sleep 0.1; echo done").spec()))
                    .toList();

            refs.forEach(this::awaitEnd);

            assertThat(refs).allSatisfy(ref -> {
                assertThat(gateway.desk().end(ref).status()).isEqualTo(ReportStatus.SUCCEEDED);
                assertThat(gateway.desk().log(ref)).isEqualTo("done\n");
            });
            assertThat(starts()).hasSize(12).doesNotHaveDuplicates();
            assertThat(agent.pid()).isPositive();
        }
    }

    @Test
    void shouldEndWithAThreadThatFailsAndTakeUpItsTasksAgain() throws IOException {
        Path mark = home.resolve("fail");
        try (AgentProcess agent = AgentProcess.failing(home, gateway, SETTINGS)) {
            TaskRef ref =
                    gateway.desk().offer(once("echo begun; sleep 4; echo done").spec());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> gateway.desk().log(ref).contains("begun"));

            Files.createFile(mark);

            assertThat(agent.awaitExit()).isEqualTo(70);
            assertThat(agent.log()).contains("Expected thread unlucky to go on").contains("Expected luck");
            Files.delete(mark);
            agent.startAgain();
            awaitEnd(ref);
            assertThat(gateway.desk().end(ref).status()).isEqualTo(ReportStatus.SUCCEEDED);
            assertThat(gateway.desk().log(ref)).isEqualTo("begun\ndone\n");
            assertThat(starts()).hasSize(1);
        }
    }

    @Test
    void shouldGiveUpTheArtifactsOfTasksThatAreNotItsOwnAnyMore() {
        Specs specs = Specs.script("echo x > $OUTRIDER_OUT/artifacts/$OUTRIDER_TASK");
        gateway.faults((path, count) ->
                path.endsWith("/last") || !path.contains("/artifacts/") ? Fault.NONE : Fault.UNAVAILABLE);
        try (AgentProcess agent = new AgentProcess(home, gateway, SETTINGS)) {
            // As many as are sent side by side.
            List<TaskRef> refs = IntStream.range(0, 4)
                    .mapToObj(i -> gateway.desk().offer(specs.spec()))
                    .toList();
            await().atMost(Duration.ofSeconds(20)).until(() -> refs.stream().allMatch(this::asksForItsArtifact));

            refs.forEach(gateway.desk()::giveAway);
            TaskRef last = gateway.desk()
                    .offer(Specs.script("echo x > $OUTRIDER_OUT/artifacts/last").spec());
            awaitEnd(last);

            assertThat(gateway.transfers().artifacts(last)).containsOnlyKeys("last");
            assertThat(agent.pid()).isPositive();
        }
    }

    private boolean asksForItsArtifact(TaskRef ref) {
        return gateway.requests(AgentPaths.artifact(ref, ref.task())) > 0;
    }

    @Test
    void shouldWaitAsLongAsTheGatewayAsks() {
        gateway.retryAfter(2);
        gateway.faults((path, count) -> path.equals(AgentPaths.POLL) && count == 0 ? Fault.UNAVAILABLE : Fault.NONE);
        try (AgentProcess agent = new AgentProcess(home, gateway, SETTINGS)) {
            await().until(() -> gateway.requests(AgentPaths.POLL) == 1);
            long from = System.nanoTime();
            await().atMost(Duration.ofSeconds(10)).until(() -> gateway.requests(AgentPaths.POLL) >= 2);

            assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(1_500));
            assertThat(agent.pid()).isPositive();
        }
    }

    @Test
    void shouldTakeUpARunningTaskAfterKillMinusNine() throws IOException {
        gateway.desk().leaseSeconds(6);
        try (AgentProcess agent = new AgentProcess(home, gateway, SETTINGS)) {
            TaskRef ref = gateway.desk()
                    .offer(once("i=0; while [ $i -lt 40 ]; do echo $i; i=$((i+1)); sleep 0.1; done; exit 7")
                            .spec());
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> gateway.desk().log(ref).contains("5\n"));

            agent.kill();
            agent.startAgain();
            awaitEnd(ref);

            assertThat(gateway.desk().end(ref).exitCode()).isEqualTo(7);
            assertThat(gateway.desk().log(ref))
                    .isEqualTo(String.join(
                            "", IntStream.range(0, 40).mapToObj(i -> i + "\n").toList()));
            assertThat(starts()).hasSize(1);
            assertThat(gateway.desk().renewals(ref)).isPositive();
        }
    }

    @Test
    void shouldAskAgainForWhatItWasGivenAndNeverHeardOf() throws IOException {
        gateway.faults((path, count) -> path.equals(AgentPaths.ACCEPT) ? Fault.LOSE_ANSWER : Fault.NONE);
        try (AgentProcess agent = new AgentProcess(home, gateway, SETTINGS)) {
            TaskRef ref = gateway.desk().offer(once("echo done").spec());
            await().atMost(Duration.ofSeconds(20)).until(() -> gateway.requests(AgentPaths.ACCEPT) > 0);

            agent.kill();
            gateway.faults((path, count) -> Fault.NONE);
            agent.startAgain();
            awaitEnd(ref);

            assertThat(gateway.desk().end(ref).status()).isEqualTo(ReportStatus.SUCCEEDED);
            assertThat(starts()).hasSize(1);
        }
    }

    @Test
    void shouldReportWhatEndedWhileNoAgentWasThere() throws IOException, InterruptedException {
        try (AgentProcess agent = new AgentProcess(home, gateway, SETTINGS)) {
            TaskRef ref = gateway.desk()
                    .offer(once("echo begun; sleep 1.5; echo '{\"x\":1}' > $OUTRIDER_OUT/outputs.json; echo over")
                            .spec());
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> gateway.desk().log(ref).contains("begun"));

            agent.kill();
            Thread.sleep(2_000);
            agent.startAgain();
            awaitEnd(ref);

            assertThat(gateway.desk().end(ref).status()).isEqualTo(ReportStatus.SUCCEEDED);
            assertThat(gateway.desk().end(ref).outputs()).contains("\"x\":1");
            assertThat(gateway.desk().log(ref)).isEqualTo("begun\nover\n");
        }
    }

    @Test
    void shouldEndFastAndLeaveTasksRunning() throws IOException {
        try (AgentProcess agent = new AgentProcess(home, gateway, SETTINGS)) {
            TaskRef ref =
                    gateway.desk().offer(once("echo begun; sleep 2; echo over").spec());
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> gateway.desk().log(ref).contains("begun"));

            long millis = agent.terminate();
            agent.startAgain();
            awaitEnd(ref);

            assertThat(millis).isLessThan(2_000);
            assertThat(gateway.desk().log(ref)).isEqualTo("begun\nover\n");
            assertThat(starts()).hasSize(1);
        }
    }

    @Test
    void shouldFinishACancellationThatTheCrashInterrupted() {
        try (AgentProcess agent = new AgentProcess(home, gateway, SETTINGS)) {
            TaskRef ref = gateway.desk()
                    .offer(once("trap '' TERM; echo begun; sleep 30; sleep 30")
                            .time(60, 2)
                            .spec());
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> gateway.desk().log(ref).contains("begun"));
            gateway.desk().cancel(ref, 20, "Enough");
            await().until(() -> agent.log().contains("Stopping: Enough"));

            agent.kill();
            agent.startAgain();
            awaitEnd(ref);

            assertThat(gateway.desk().end(ref).status()).isEqualTo(ReportStatus.CANCELLED);
            assertThat(gateway.desk().end(ref).reason()).isEqualTo("Enough");
        }
    }

    @Test
    void shouldLoseNothingWhenKilledInTheMiddleOfManyTasks() throws IOException, InterruptedException {
        try (AgentProcess agent = new AgentProcess(home, gateway, SETTINGS)) {
            List<TaskRef> refs = IntStream.range(0, 60)
                    .mapToObj(i -> gateway.desk().offer(once("sleep 0.05").spec()))
                    .toList();
            for (int crash = 1; crash <= 3; crash++) {
                int atLeast = crash * 10;
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> gateway.desk().ended() >= atLeast);
                agent.kill();
                agent.startAgain();
            }

            refs.forEach(this::awaitEnd);

            assertThat(refs)
                    .allSatisfy(
                            ref -> assertThat(gateway.desk().end(ref).status()).isEqualTo(ReportStatus.SUCCEEDED));
            assertThat(starts()).hasSize(60).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldEndWhenTheTokenIsWrongAndSayWhatToDo() {
        try (FakeGateway other = new FakeGateway();
                AgentProcess agent = new AgentProcess(home, gateway, SETTINGS, other.token())) {
            await().atMost(Duration.ofSeconds(20)).until(() -> agent.log().contains("enrolment token names"));

            assertThat(gateway.requests(AgentPaths.ENROL)).isZero();
        }
    }

    @Test
    void shouldAllowOneAgentOnly() {
        try (AgentProcess agent = new AgentProcess(home, gateway, SETTINGS)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> !gateway.polls().isEmpty());
            agent.startAgain();

            await().atMost(Duration.ofSeconds(20)).until(() -> agent.log().contains("another one runs"));
        }
    }
}
