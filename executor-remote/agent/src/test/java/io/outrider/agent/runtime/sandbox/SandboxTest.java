package io.outrider.agent.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.outrider.agent.fake.AgentProcess;
import io.outrider.agent.fake.Archives;
import io.outrider.agent.fake.FakeGateway;
import io.outrider.agent.fake.OrdinaryUser;
import io.outrider.agent.fake.Specs;
import io.outrider.protocol.Limits;
import io.outrider.protocol.Report;
import io.outrider.protocol.ReportStatus;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task in the sandbox can see and do; as the user that runs the tests and, if that is root, as an ordinary user too. */
@ParameterizedClass(name = "ordinary user: {0}")
@ValueSource(booleans = {false, true})
class SandboxTest {

    private static final String SETTINGS = "slots: 4\nruntimes: {sandbox: true, docker: false}\n";

    @TempDir
    static Path folder;

    private final FakeGateway gateway = new FakeGateway();
    private final AgentProcess agent;
    private final Path home;

    SandboxTest(boolean ordinary) throws IOException {
        assumeThat(!ordinary || OrdinaryUser.possible()).as("skipped: not root").isTrue();
        this.home = Files.createTempDirectory(folder, "agent");
        this.agent = ordinary ? OrdinaryUser.agent(home, gateway, SETTINGS) : new AgentProcess(home, gateway, SETTINGS);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !gateway.polls().isEmpty() || agent.log().contains("Exception"));
        assumeThat(gateway.polls().getFirst().runtimes())
                .as("skipped: this machine refuses namespaces; " + agent.log())
                .contains("sandbox");
    }

    @AfterEach
    void close() {
        agent.close();
        gateway.close();
    }

    private Report run(Specs specs) {
        return end(gateway.desk().offer(specs.on(null).spec()));
    }

    private Report end(TaskRef ref) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> gateway.desk().end(ref) != null);
        return gateway.desk().end(ref);
    }

    private String log(Specs specs) {
        return gateway.desk().log(run(specs).ref());
    }

    @Test
    void shouldShowNothingOfTheMachine() throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), "x");
        String log = log(Specs.script("ls -d /proc/[0-9]* | wc -l; ls " + secret
                + "; cat /etc/shadow; ls /proc/1/root/; cat /proc/1/environ; touch /x /usr/x /etc/x /outrider/in/x;"
                + " ls /home /root /var; echo x > /proc/sysrq-trigger; mount -t tmpfs x /tmp; kill -9 " + agent.pid()
                + "; unshare -Ur true; true"));

        // The first process, the script, the subshell, ls, wc.
        assertThat(log.lines().findFirst().map(String::strip))
                .hasValueSatisfying(count -> assertThat(Integer.parseInt(count)).isLessThanOrEqualTo(5));
        assertThat(log)
                .contains("'" + secret + "': No such file")
                .contains("/etc/shadow: Permission denied")
                .contains("/proc/1/root/': Permission denied")
                .contains("cannot touch '/x'", "cannot touch '/usr/x'", "cannot touch '/etc/x'")
                .contains("cannot touch '/outrider/in/x'")
                .contains("/home': No such file")
                .contains("unshare failed");
        assertThat(home.resolve("agent.log")).exists();
        assertThat(ProcessHandle.of(agent.pid())).isPresent();
    }

    @Test
    void shouldTakeEveryPrivilege() {
        String log = log(Specs.script("grep -E 'Cap(Eff|Prm|Inh|Amb)|NoNewPrivs' /proc/self/status; id -u"));

        assertThat(log.lines().filter(line -> line.startsWith("Cap")))
                .allMatch(line -> line.endsWith("\t0000000000000000"));
        assertThat(log).contains("NoNewPrivs:\t1");
        assertThat(log.lines().toList().getLast()).isNotEqualTo("0");
    }

    @Test
    void shouldKeepTheContainerContract() {
        Report report =
                run(Specs.script("cat $OUTRIDER_IN/parameters.json; echo '{\"a\":1}' > /outrider/out/outputs.json;"
                                + " echo y > $OUTRIDER_OUT/artifacts/y; echo s > $OUTRIDER_STATE/s; echo t > /tmp/t; echo > /dev/null;"
                                + " head -c 4 /dev/urandom | wc -c; echo $OUTRIDER_IN $OUTRIDER_OUT $OUTRIDER_STATE")
                        .parameters("{\"p\":1}"));

        assertThat(gateway.desk().log(report.ref()))
                .isEqualTo("{\"p\":1}4\n/outrider/in /outrider/out /outrider/state\n");
        assertThat(report.outputs()).contains("\"a\":1");
        assertThat(report.artifacts()).hasSize(1);
    }

    @Test
    void shouldRunAnImageOnTheHostsTools() {
        byte[] layer = new Archives()
                .folder("template")
                .file("template/run.sh", "pwd; touch x; python3 --version > /dev/null 2>&1; echo $FROM_IMAGE")
                .tar();
        String image = gateway.transfers().blob(Archives.image(layer));

        String log = log(Specs.command("/bin/sh", "run.sh").image(image, true, "/template"));

        assertThat(log)
                .startsWith("/template\n")
                .contains("Read-only file system")
                .endsWith("yes\n");
    }

    @Test
    void shouldLetTheTemplateWriteItsRootIfItAsks() {
        String image = gateway.transfers()
                .blob(Archives.image(new Archives().folder("template").tar()));
        Specs specs = Specs.script("echo x > /template/x && cat /template/x")
                .image(image, true, "/template")
                .writable();

        assertThat(log(specs)).isEqualTo("x\n");
        assertThat(log(specs)).isEqualTo("x\n");
    }

    @Test
    void shouldRunAnImageWithItsOwnRoot() throws IOException {
        Path busybox = Path.of("/bin/busybox");
        assumeThat(busybox).as("skipped: no busybox").exists();
        byte[] layer = new Archives()
                .folder("bin")
                .executable("bin/sh", Files.readAllBytes(busybox))
                .tar();
        String image = gateway.transfers().blob(Archives.image(layer));

        String log = log(Specs.command("/bin/sh", "-c", "echo *; test -e /usr || echo alone")
                .image(image, false, "/"));

        assertThat(log).contains("bin dev etc outrider proc run tmp").contains("alone");
    }

    @Test
    void shouldReportExitCodesAndSignals() {
        assertThat(run(Specs.script("exit 9")).exitCode()).isEqualTo(9);
        assertThat(run(Specs.script("kill -SEGV $$")).exitCode()).isEqualTo(139);
        assertThat(run(Specs.command("no-such")).status()).isEqualTo(ReportStatus.FAILED);
    }

    @Test
    void shouldCancelAndLeaveNoProcess() throws IOException {
        TaskRef ref = gateway.desk()
                .offer(Specs.script(
                                "trap 'echo bye; exit 0' TERM; setsid sleep 603 & echo ready; while :; do sleep 0.1; done")
                        .on(null)
                        .spec());
        await().until(() -> gateway.desk().log(ref).contains("ready"));
        gateway.desk().cancel(ref, 5, "Enough");

        assertThat(end(ref).status()).isEqualTo(ReportStatus.CANCELLED);
        assertThat(gateway.desk().log(ref)).endsWith("bye\n");
        await().until(() -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").endsWith("sleep 603")));
    }

    @Test
    void shouldTakeUpASandboxAfterKillMinusNine() {
        TaskRef ref = gateway.desk()
                .offer(Specs.script("echo begun; sleep 3; echo over; exit 4")
                        .on(null)
                        .spec());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> gateway.desk().log(ref).contains("begun"));

        agent.kill();
        agent.startAgain();

        assertThat(end(ref).exitCode()).isEqualTo(4);
        assertThat(gateway.desk().log(ref)).isEqualTo("begun\nover\n");
    }

    @Test
    void shouldLimitMemory() {
        String big = "x=$(head -c 200000000 /dev/zero | tr '\\0' x); echo done";

        assertThat(run(Specs.script(big).limits(new Limits(50, 0, 0))).status()).isEqualTo(ReportStatus.FAILED);
    }
}
