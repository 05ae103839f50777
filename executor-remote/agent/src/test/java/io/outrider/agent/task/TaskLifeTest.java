package io.outrider.agent.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.agent.fake.AgentProcess;
import io.outrider.agent.fake.Archives;
import io.outrider.agent.fake.FakeGateway;
import io.outrider.agent.fake.Specs;
import io.outrider.protocol.Report;
import io.outrider.protocol.ReportStatus;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real agent, real processes, a gateway on a real TLS port. */
class TaskLifeTest {

    @TempDir
    static Path home;

    private static FakeGateway gateway;
    private static AgentProcess agent;

    @BeforeAll
    static void start() {
        gateway = new FakeGateway();
        agent = new AgentProcess(
                home,
                gateway,
                "slots: 4\nlabels: {role: test}\nlogSpoolMaxMb: 2\n"
                        + "runtimes: {host: true, allowPlainProcess: true, sandbox: false, docker: false}\n");
    }

    @AfterAll
    static void stop() {
        agent.close();
        gateway.close();
    }

    private static Report run(Specs specs) {
        return end(gateway.desk().offer(specs.spec()));
    }

    private static Report end(TaskRef ref) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> gateway.desk().end(ref) != null);
        return gateway.desk().end(ref);
    }

    @Test
    void shouldReportSuccessWithLogAndOutputs() {
        Report report = run(Specs.script("echo hello; echo '{\"a\": [1, 2]}' > $OUTRIDER_OUT/outputs.json"));

        assertThat(report.status()).isEqualTo(ReportStatus.SUCCEEDED);
        assertThat(report.exitCode()).isZero();
        assertThat(report.outputs()).contains("\"a\": [1, 2]");
        assertThat(gateway.desk().log(report.ref())).isEqualTo("hello\n");
        assertThat(report.logSize()).isEqualTo(6);
        assertThat(report.startedMillisAgo()).isNotNull();
    }

    @Test
    void shouldReportExitCodeAndLastLinesWhenTheTaskFails() {
        Report report = run(Specs.script("echo first; echo 'disk is full' >&2; exit 3"));

        assertThat(report.status()).isEqualTo(ReportStatus.FAILED);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.reason()).startsWith("Exit code 3").contains("disk is full");
    }

    @Test
    void shouldSayWhenTheCommandIsNotThere() {
        Report report = run(Specs.command("no-such-command"));

        assertThat(report.exitCode()).isEqualTo(127);
        assertThat(report.reason()).contains("not found");
    }

    @Test
    void shouldFailWhenOutputsBreakTheContract() {
        assertThat(run(Specs.script("echo '[1]' > $OUTRIDER_OUT/outputs.json")).reason())
                .contains("JSON object");
        assertThat(run(Specs.script("echo '{oops' > $OUTRIDER_OUT/outputs.json"))
                        .reason())
                .contains("JSON");
        assertThat(run(Specs.script("ln -s /etc/passwd $OUTRIDER_OUT/outputs.json"))
                        .reason())
                .contains("file");
        assertThat(run(Specs.script("head -c 1100000 /dev/zero > $OUTRIDER_OUT/outputs.json"))
                        .reason())
                .contains("1 MiB");
    }

    @Test
    void shouldUploadArtifactsBeforeTheReport() {
        Report report = run(Specs.script(
                "cd $OUTRIDER_OUT/artifacts; mkdir 'a b'; echo x > 'a b/x.txt'; ln -s /etc/passwd p; exit 1"));

        assertThat(report.artifacts()).extracting(Report.Artifact::name).containsExactly("a b/x.txt");
        assertThat(gateway.transfers().artifacts(report.ref()).get("a b/x.txt")).isEqualTo("x\n".getBytes(UTF_8));
    }

    @Test
    void shouldGiveTheTaskItsInputsAndVariables() {
        Specs specs = Specs.script(
                        "cat $OUTRIDER_IN/parameters.json $OUTRIDER_IN/event.json; stat -c %a $OUTRIDER_IN/parameters.json;"
                                + " echo $OUTRIDER_JOB $OUTRIDER_TASK $OUTRIDER_ATTEMPT $OUTRIDER_NODE $OUTRIDER_METHOD; env")
                .parameters("{\"size\":3}")
                .event("{\"type\":\"disk\"}")
                .env(Map.of("P_size", "3", "P_odd", "it's\n$HOME"));
        Report report = run(specs);

        String log = gateway.desk().log(report.ref());
        String number = report.ref().task().substring(5);
        assertThat(log)
                .startsWith("{\"size\":3}{\"type\":\"disk\"}600\n")
                .contains("job-" + number + " task-" + number + " 1 n1 run")
                .contains("P_size=3")
                .contains("P_odd=it's\n$HOME")
                .doesNotContain("OUTRIDER_AGENT_TOKEN", FakeGateway.SECRET);
    }

    @Test
    void shouldExportParametersWhoseNamesNoShellTakes() {
        Report report = run(Specs.command("env").env(Map.of("quo'ted-name", "it's", "IFS", "x")));

        assertThat(gateway.desk().log(report.ref())).contains("quo'ted-name=it's\n", "IFS=x\n");
    }

    @Test
    void shouldHideSensitiveValuesInLogAndReason() {
        Specs specs = Specs.script("printf 'a hunter22 b hunt'; sleep 0.2; printf 'er22 c abc\\n'; exit 1")
                .parameters("{\"password\":\"hunter22\",\"short\":\"abc\"}", "password", "short");
        Report report = run(specs);

        assertThat(gateway.desk().log(report.ref())).isEqualTo("a *** b *** c abc\n");
        assertThat(report.reason()).doesNotContain("hunter22");
    }

    @Test
    void shouldPutSecretsInPlaceAndHideThem() {
        gateway.desk().secrets(Map.of("secret://vault/db", "s3cr3t-value"));
        Specs specs = Specs.script("grep -c s3cr3t $OUTRIDER_IN/parameters.json; echo $P_db")
                .parameters("{\"db\":\"secret://vault/db\"}")
                .env(Map.of("P_db", "secret://vault/db"));
        Report report = run(specs);
        gateway.desk().secrets(Map.of());

        assertThat(gateway.desk().log(report.ref())).isEqualTo("1\n***\n");
    }

    @Test
    void shouldSendALongLogInRangesAndGoBackWhereTheGatewayForgot() {
        gateway.transfers().forgetLogAfter(1);
        Report report = run(Specs.script("i=0; while [ $i -lt 30000 ]; do echo \"line $i äöü €\"; i=$((i+1)); done"));

        String expected = String.join(
                "",
                IntStream.range(0, 30_000)
                        .mapToObj(i -> "line " + i + " äöü €\n")
                        .toList());
        assertThat(gateway.desk().log(report.ref())).isEqualTo(expected);
        assertThat(report.logSize()).isEqualTo(expected.getBytes(UTF_8).length);
    }

    @Test
    void shouldShowTheFirstLinesWhileTheTaskRuns() {
        TaskRef ref = gateway.desk()
                .offer(Specs.script("echo early; sleep 3; echo late").spec());

        await().atMost(Duration.ofSeconds(2))
                .until(() -> gateway.desk().log(ref).equals("early\n"));
        assertThat(gateway.desk().end(ref)).isNull();
        assertThat(gateway.desk().reports(ref)).extracting(Report::status).contains(ReportStatus.RUNNING);
        assertThat(end(ref).status()).isEqualTo(ReportStatus.SUCCEEDED);
        assertThat(gateway.desk().log(ref)).isEqualTo("early\nlate\n");
    }

    @Test
    void shouldCutALogThatIsTooLong() {
        Report report = run(Specs.script("head -c 5000000 /dev/zero | tr '\\0' x; sleep 0.3; echo end"));

        assertThat(report.status()).isEqualTo(ReportStatus.SUCCEEDED);
        assertThat(report.logSize()).isBetween(2L << 20, (2L << 20) + 100);
        assertThat(gateway.desk().log(report.ref())).endsWith("[the log was cut after 2 MiB]\n");
    }

    @Test
    void shouldCancelWithSigtermAndTakeTheChildrenAlong() throws IOException {
        Path marker = home.resolve("child");
        TaskRef ref = gateway.desk()
                .offer(Specs.script("trap 'echo bye; exit 0' TERM; (sleep 600; touch " + marker
                                + ") & echo ready; while :; do sleep 0.1; done")
                        .spec());
        await().until(() -> gateway.desk().log(ref).contains("ready"));

        gateway.desk().cancel(ref, 10, "Stopped by an operator");
        Report report = end(ref);

        assertThat(report.status()).isEqualTo(ReportStatus.CANCELLED);
        assertThat(report.reason()).isEqualTo("Stopped by an operator");
        assertThat(gateway.desk().log(ref)).endsWith("bye\n");
        assertThat(marker).doesNotExist();
        assertThat(running("sleep 600")).isFalse();
    }

    @Test
    void shouldKillAfterTheGracePeriod() throws IOException {
        TaskRef ref = gateway.desk()
                .offer(Specs.script("trap '' TERM; echo ready; sleep 601; sleep 601")
                        .spec());
        await().until(() -> gateway.desk().log(ref).contains("ready"));

        gateway.desk().cancel(ref, 1, "");
        Report report = end(ref);

        assertThat(report.status()).isEqualTo(ReportStatus.CANCELLED);
        assertThat(report.exitCode()).isEqualTo(137);
        assertThat(running("sleep 601")).isFalse();
    }

    @Test
    void shouldEndWhatTakesTooLong() {
        Report report = run(Specs.script("sleep 60").time(1, 2));

        assertThat(report.status()).isEqualTo(ReportStatus.TIMED_OUT);
        assertThat(report.reason()).isEqualTo("Timed out after 1 s");
    }

    @Test
    void shouldStopWorkThatIsNotItsOwnAnyMore() {
        TaskRef ref =
                gateway.desk().offer(Specs.script("echo ready; exec sleep 602").spec());
        await().until(() -> gateway.desk().log(ref).contains("ready"));

        gateway.desk().giveAway(ref);

        await().atMost(Duration.ofSeconds(15)).until(() -> !running("sleep 602"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !gateway.polls().getLast().running().contains(ref));
        assertThat(gateway.desk().end(ref)).isNull();
    }

    @Test
    void shouldNeverRunMoreThanItsSlotsAndCancelWhatWaits() {
        List<TaskRef> refs = IntStream.range(0, 6)
                .mapToObj(i -> gateway.desk()
                        .offer(Specs.script("mkdir -p "
                                        + home + "/run; touch " + home + "/run/$OUTRIDER_TASK; sleep 0.5; ls " + home
                                        + "/run | wc -l; rm " + home + "/run/$OUTRIDER_TASK")
                                .spec()))
                .toList();

        refs.forEach(TaskLifeTest::end);

        assertThat(refs)
                .allSatisfy(ref -> assertThat(
                                Integer.parseInt(gateway.desk().log(ref).strip()))
                        .isLessThanOrEqualTo(4));
    }

    @Test
    void shouldHandBackWhatWaitsBehindLongTasks() {
        gateway.desk().offerMore(2);
        List<TaskRef> refs = IntStream.range(0, 6)
                .mapToObj(
                        i -> gateway.desk().offer(Specs.script("exec sleep 603").spec()))
                .toList();
        try {
            List<Report> handedBack = await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> refs.stream()
                                    .map(gateway.desk()::end)
                                    .filter(Objects::nonNull)
                                    .toList(),
                            ended -> ended.size() == 2);

            assertThat(handedBack).allSatisfy(report -> {
                assertThat(report.status()).isEqualTo(ReportStatus.REFUSED);
                assertThat(report.reason()).contains("Expected a slot within 20 s");
            });
        } finally {
            gateway.desk().offerMore(0);
            refs.forEach(ref -> gateway.desk().giveAway(ref));
            // A node without room hears of it when it renews its leases.
            await().atMost(Duration.ofSeconds(40)).until(() -> !running("sleep 603"));
        }
    }

    @Test
    void shouldNotStartWhatIsCancelledWhileItsImageComes() {
        String image = gateway.transfers()
                .blob(Archives.image(new Archives().folder("template").tar()));
        gateway.transfers().hold();
        Path trace = home.resolve("trace");
        TaskRef ref = gateway.desk()
                .offer(Specs.script("touch " + trace)
                        .on("process")
                        .image(image, true, "/template")
                        .spec());
        await().until(() -> gateway.transfers().held());

        int polls = gateway.polls().size();
        gateway.desk().cancel(ref, 10, "Not wanted");
        await().until(() -> gateway.polls().size() > polls);
        gateway.transfers().release();

        Report report = end(ref);
        assertThat(report.status()).isEqualTo(ReportStatus.CANCELLED);
        assertThat(report.reason()).isEqualTo("Not wanted");
        assertThat(trace).doesNotExist();
    }

    @Test
    void shouldRunTheImagesContentAsAPlainProcess() {
        byte[] layer = new Archives()
                .folder("template")
                .file("template/run.sh", "echo \"$0 in $(basename $PWD) $FROM_IMAGE $TYPE_X $#\"")
                .tar();
        String image = gateway.transfers().blob(Archives.image(layer));
        Report report = run(Specs.command("/bin/sh", "run.sh", "one", "two words")
                .on("process")
                .image(image, true, "/template")
                .env(Map.of("TYPE_X", "x")));

        assertThat(gateway.desk().log(report.ref())).isEqualTo("run.sh in template yes x 2\n");
        assertThat(report.status()).isEqualTo(ReportStatus.SUCCEEDED);
    }

    @Test
    void shouldGiveEachTaskTheImagesContentWhateverAnEarlierOneDidToIts() {
        byte[] layer = new Archives()
                .folder("template")
                .file("template/run.sh", "ls -i run.sh | cut -d' ' -f1; cat note; [ -z \"$1\" ] || echo changed > note")
                .file("template/note", "as made\n")
                .tar();
        String image = gateway.transfers().blob(Archives.image(layer));
        Function<String, String> log = argument -> {
            Report report = run(
                    Specs.command("/bin/sh", "run.sh", argument).on("process").image(image, true, "/template"));
            return gateway.desk().log(report.ref());
        };

        // The copy is compared and kept some time after the report.
        await().until(() -> log.apply("").equals(log.apply("")));
        assertThat(log.apply("change")).endsWith("as made\n");
        for (int i = 0; i < 3; i++) {
            assertThat(log.apply("")).endsWith("as made\n");
        }
    }

    @Test
    void shouldGiveAdHocContent() {
        String content = gateway.transfers()
                .blob(new Archives().file("hello.txt", "hello\n").tgz());
        Report report = run(Specs.script("cat $OUTRIDER_IN/content/hello.txt").content(content));

        assertThat(gateway.desk().log(report.ref())).isEqualTo("hello\n");
    }

    @Test
    void shouldRefuseWhatTheNodeCannotRun() {
        Report docker = run(Specs.script("true").on("docker"));
        Report missing = run(Specs.script("true").image("0".repeat(64), true, "/template"));

        assertThat(docker.status()).isEqualTo(ReportStatus.REFUSED);
        assertThat(docker.reason()).contains("switched off by runtimes.docker");
        assertThat(missing.status()).isEqualTo(ReportStatus.REFUSED);
        assertThat(missing.reason()).contains("not-found");
    }

    @Test
    void shouldTellTheGatewayWhatItIs() {
        await().until(() -> !gateway.polls().isEmpty());
        var poll = gateway.polls().getFirst();

        assertThat(poll.slots()).isEqualTo(4);
        assertThat(poll.labels()).containsEntry("role", "test");
        assertThat(poll.runtimes()).containsExactly("host", "process");
        assertThat(poll.facts()).containsKeys("os", "arch", "kernel", "cpus", "hostname", "memoryMb");
    }

    @Test
    void shouldLeaveNothingBehind() throws IOException {
        Report report = run(Specs.script("echo x > $OUTRIDER_OUT/y; mkdir -m 0 $OUTRIDER_STATE/locked"));

        assertThat(report.status()).isEqualTo(ReportStatus.SUCCEEDED);
        await().until(() -> {
            // Folders of other tasks are kept there, emptied.
            try (var left = Files.find(
                    home.resolve("state/tasks"),
                    9,
                    (path, attributes) -> path.endsWith("y") || path.endsWith("locked"))) {
                return left.findAny().isEmpty();
            }
        });
    }

    private static boolean running(String command) throws IOException {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info()
                        .commandLine()
                        .filter(line -> line.endsWith(command))
                        .isPresent());
    }
}
