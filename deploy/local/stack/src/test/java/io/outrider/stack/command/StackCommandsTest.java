package io.outrider.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.process.ProcessIdentity;
import io.outrider.stack.supervisor.StackStatus;
import io.outrider.stack.supervisor.StatusFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The infrastructure of a real stack, with a source tree in which no service is built. */
class StackCommandsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private String realRoot = "";
    private Path data = Path.of("");

    @CommandLine.Command(
            name = "outrider",
            subcommands = {UpCommand.class, StatusCommand.class, LogsCommand.class, DownCommand.class})
    static final class Root {
        @CommandLine.Option(names = "--output", scope = CommandLine.ScopeType.INHERIT, defaultValue = "table")
        String output = "table";

        /** The commands as a process of their own. */
        public static void main(String[] words) {
            System.exit(new CommandLine(new Root()).execute(words));
        }
    }

    private record Result(int exitCode, String out, String err) {}

    @BeforeEach
    void makeTreeWithoutServices() throws Exception {
        realRoot = Objects.requireNonNull(System.getProperty("outrider.root"));
        Path root = Files.createDirectory(folder.resolve("tree"));
        Files.createSymbolicLink(root.resolve("deploy"), Path.of(realRoot).resolve("deploy"));
        System.setProperty("outrider.root", root.toString());
        data = folder.resolve("data");
    }

    @AfterEach
    void stop() {
        outrider("down");
        System.setProperty("outrider.root", realRoot);
    }

    @Test
    void shouldComeUpOnceShowItselfAndGoDownWithoutLeavingAnything() throws Exception {
        // given
        Result first = outrider("up", "--detach");
        assertThat(first.exitCode()).as(first.err()).isZero();
        List<ProcessIdentity> processes = processes();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("stack.json"))))
                .isEqualTo("rw-------");

        // when
        Result second = outrider("up", "--detach");
        Result fresh = outrider("up", "--detach", "--fresh");
        Result status = outrider("status", "--output", "json");
        Result logs = outrider("logs", "kafka");
        Result wrong = outrider("logs", "kafak");
        Result down = outrider("down");
        Result after = outrider("status");

        // then
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).startsWith("Outrider is already up");
        assertThat(fresh.exitCode()).isEqualTo(1);
        assertThat(fresh.err()).contains("but it runs", "stop it first: outrider down");
        assertThat(status.exitCode()).isZero();
        JsonNode view = new ObjectMapper().readTree(status.out());
        assertThat(view.path("state").asText()).isEqualTo("up");
        assertThat(view.path("components").findValuesAsText("state")).contains("ready", "skipped");
        assertThat(logs.out()).contains("Kafka Server started");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("kafka, postgres, registry");
        assertThat(down.out()).contains("Outrider is down.");
        assertThat(processes).hasSize(4).noneMatch(ProcessIdentity::isAlive);
        assertThat(after.exitCode()).isEqualTo(5);
        assertThat(data.resolve("stack.json")).doesNotExist();
    }

    @Test
    void shouldPrintItsStatusAsYaml() {
        Result status = outrider("status", "--output", "yaml");

        assertThat(status.exitCode()).isEqualTo(5);
        assertThat(status.out()).isEqualTo("""
                state: down
                startedAt: null
                data: %s
                rssMb: 0
                components: []
                """.formatted(data));
    }

    @Test
    void shouldStartAComponentAgainAndLeaveNothingWhenTheSupervisorIsKilled() throws Exception {
        // given
        assertThat(outrider("up", "--detach").exitCode()).isZero();

        // when
        process("kafka").handle().orElseThrow().destroyForcibly();

        // then
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> status().components().stream()
                        .anyMatch(each -> each.name().equals("kafka") && each.restarts() == 1));
        Awaitility.await().atMost(PATIENCE).until(() -> status().isAllReady());

        // when
        List<ProcessIdentity> processes = processes();
        status().supervisor().handle().orElseThrow().destroyForcibly();

        // then
        Awaitility.await().atMost(PATIENCE).until(() -> processes.stream().noneMatch(ProcessIdentity::isAlive));
        assertThat(outrider("status").exitCode()).isEqualTo(5);
        Result again = outrider("up", "--detach", "--fresh");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(status().components()).noneMatch(each -> each.restarts() > 0);
    }

    @Test
    void shouldEndTheSupervisorWhenTheCommandIsInterrupted() throws Exception {
        // given
        Process up = process("up", "--detach");
        Awaitility.await().atMost(PATIENCE).until(() -> notes().read().isPresent());
        ProcessIdentity supervisor = status().supervisor();

        // when
        up.destroy();

        // then
        assertThat(up.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(supervisor.isAlive()).isFalse();
        assertThat(outrider("down").out()).contains("Outrider was not up.");
    }

    @Test
    void shouldGoDownWhileItBegins() throws Exception {
        // given
        Process up = process("up", "--detach");
        Path log = new StackDirectory(data).log("supervisor");
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> Files.exists(log));

        // when
        Result down = outrider("down");

        // then
        assertThat(down.out()).contains("Outrider is down.");
        assertThat(up.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isNotZero();
        assertThat(outrider("down").out()).contains("Outrider was not up.");
    }

    private Process process(String command, String option) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Doutrider.root=" + System.getProperty("outrider.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Root.class.getName(),
                        command,
                        option,
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("command.log").toFile())
                .start();
    }

    private StatusFile notes() {
        return new StatusFile(new StackDirectory(data));
    }

    private StackStatus status() throws Exception {
        return notes().read().orElseThrow();
    }

    private ProcessIdentity process(String component) throws Exception {
        return status().components().stream()
                .filter(each -> each.name().equals(component))
                .map(each -> Objects.requireNonNull(each.process()))
                .findFirst()
                .orElseThrow();
    }

    private List<ProcessIdentity> processes() throws Exception {
        return List.of(process("postgres"), process("kafka"), process("registry"), status().supervisor());
    }

    private Result outrider(String command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = new CommandLine(new Root())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, at, parsed) -> {
                    err.write(String.valueOf(failure.getMessage()));
                    return 1;
                });
        var words = new ArrayList<>(List.of(command, "--data", data.toString()));
        words.addAll(List.of(arguments));
        int code = line.execute(words.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }
}
