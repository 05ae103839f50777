package io.outrider.agent.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.agent.fake.AgentProcess;
import io.outrider.agent.fake.Archives;
import io.outrider.agent.fake.FakeGateway;
import io.outrider.agent.fake.Specs;
import io.outrider.protocol.ImageRef;
import io.outrider.protocol.Report;
import io.outrider.protocol.ReportStatus;
import io.outrider.protocol.TaskRef;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers of a real engine, which DOCKER_HOST names; skipped without one. */
class DockerTest {

    private static final URI SOCKET =
            URI.create(Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock"));

    @TempDir
    Path home;

    private FakeGateway gateway;
    private AgentProcess agent;

    @BeforeEach
    void start() {
        DockerEngine.probe(SOCKET).ifPresent(why -> Assumptions.abort("skipped: no Docker: " + why));
        gateway = new FakeGateway();
        agent = new AgentProcess(
                home,
                gateway,
                "slots: 2\nruntimes: {sandbox: false, docker: true}\ndockerSocket: " + SOCKET + "\n",
                Map.of("OUTRIDER_AGENT_STOP_TASKS", "true"));
    }

    @AfterEach
    void close() {
        if (agent != null) {
            agent.close();
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    private TaskRef offer(String script) {
        byte[] layer = new Archives()
                .folder("template")
                .file("template/hello", "from the image\n")
                .tar();
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:" + sha256(layer) + "\"]}}";
        byte[] archive = new Archives()
                .file("config.json", config)
                .executable("0/layer.tar", layer)
                .file("manifest.json", "[{\"Config\":\"config.json\",\"Layers\":[\"0/layer.tar\"]}]")
                .tar();
        String digest = "sha256:" + sha256(config.getBytes(StandardCharsets.UTF_8));
        ImageRef image = new ImageRef(digest, null, gateway.transfers().blob(archive), archive.length);
        return gateway.desk()
                .offer(Specs.script(script)
                        .on("docker")
                        .image(image, true, "/template")
                        .spec());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Report awaitEnd(TaskRef ref) {
        await().atMost(Duration.ofSeconds(40)).until(() -> gateway.desk().end(ref) != null);
        return gateway.desk().end(ref);
    }

    private void awaitLog(TaskRef ref, String text) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> gateway.desk().log(ref).contains(text));
    }

    @Test
    void shouldKeepTheContainerContract() {
        TaskRef ref = offer("cat hello; grep -c NoNewPrivs:.1 /proc/self/status; touch /x; echo '{\"a\":1}' >"
                + " $OUTRIDER_OUT/outputs.json; grep CapEff /proc/self/status");

        Report report = awaitEnd(ref);

        assertThat(report.status()).as(report.reason()).isEqualTo(ReportStatus.SUCCEEDED);
        assertThat(report.outputs()).contains("\"a\":1");
        assertThat(report.startedMillisAgo()).isNotNull();
        assertThat(gateway.desk().log(ref))
                .startsWith("from the image\n")
                .contains("1\n", "cannot touch '/x'", "CapEff:\t0000000000000000");
    }

    @Test
    void shouldTakeUpAContainerAfterKillMinusNineAndCancelIt() {
        TaskRef ref = offer("trap 'echo asked; exit 9' TERM; echo begun; while :; do sleep 0.1; done");
        awaitLog(ref, "begun");

        agent.kill();
        int polls = gateway.polls().size();
        agent.startAgain();
        await().atMost(Duration.ofSeconds(20)).until(() -> gateway.polls().size() > polls);
        gateway.desk().cancel(ref, 20, "Enough");

        Report report = awaitEnd(ref);
        assertThat(report.status()).isEqualTo(ReportStatus.CANCELLED);
        assertThat(report.exitCode()).isEqualTo(9);
        assertThat(report.startedMillisAgo()).isNotNull();
        assertThat(gateway.desk().log(ref)).isEqualTo("begun\nasked\n");
    }

    @Test
    void shouldEndContainersWithTheAgent() {
        TaskRef ref = offer("trap '' TERM; echo begun; while :; do sleep 0.1; done");
        awaitLog(ref, "begun");

        long millis = agent.terminate();

        Report report = awaitEnd(ref);
        assertThat(millis).isLessThan(10_000);
        assertThat(report.status()).isEqualTo(ReportStatus.FAILED);
        assertThat(report.reason()).isEqualTo("the agent was stopped");
        assertThat(report.startedMillisAgo()).isNotNull();
    }
}
