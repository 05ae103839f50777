package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipe of backup and restore, with the recipe's own command: {@code pg_basebackup} copies the databases while the stack works, files
 * and the certificate authority are copied after it; a new stack, with an empty Kafka, goes on from the copy. The node is another machine,
 * so that its agent lives through it.
 */
class BackupAndRestoreTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String PROGRAM = "pg_basebackup";
    /** The major version of the embedded server. */
    private static final String SERVER = "18";

    private static final Path RECIPE =
            Path.of(System.getProperty("outrider.root"), "docs/recipes/back-up-and-restore.md");

    @TempDir
    Path folder;

    private final List<Outrider> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(stack -> stack.run("down"));
    }

    @Test
    void shouldGoOnFromACopyTakenWhileItWorked() throws Exception {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            System.out.println("skipped: no " + PROGRAM + " of PostgreSQL " + SERVER);
        }
        assumeTrue(program.isPresent(), "skipped: no " + PROGRAM + " of PostgreSQL " + SERVER);
        Outrider first = up("first");
        ProbeTemplate.push(first, "kept");
        Path starts = folder.resolve("starts");
        List<String> done = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            done.add(submit(first, starts, 0));
        }
        done.forEach(job -> awaitStatus(first, job, "SUCCEEDED"));
        Path reaction = Files.writeString(folder.resolve("kept.yaml"), """
                apiVersion: outrider/v1
                kind: Reaction
                name: kept
                on: e2e/kept
                do:
                  jobs:
                  - template: kept
                    parameters: {file: "{{ event.data.file }}", seconds: 0}
                """);
        first.run("reaction", "apply", "-f", reaction.toString()).ok();
        String open = submit(first, starts, 15);
        await().atMost(LIMIT).until(() -> ProbeTemplate.starts(starts).contains(open));

        backUp(first, program.orElseThrow());
        first.kill9("agent");
        first.run("down").ok();
        started.remove(first);
        cp("first/agent", "second/agent");
        Outrider second = up("second");

        done.forEach(job -> awaitStatus(second, job, "SUCCEEDED"));
        assertThat(second.run("job", "logs", done.getFirst()).ok().exitCode()).isZero();
        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> List.of("SUCCEEDED", "FAILED")
                        .contains(second.get("scheduler-service", "/jobs/" + open)
                                .path("status")
                                .asText()));
        second.post("event-reactor", "/events", """
                {"specversion": "1.0", "id": "1", "source": "/e2e", "type": "e2e/kept", "data": {"file": "%s"}}""".formatted(folder.resolve("again")));
        await().atMost(LIMIT)
                .until(() -> ProbeTemplate.starts(folder.resolve("again")).size() == 1);
        assertThat(ProbeTemplate.starts(starts)).as("nothing runs twice").doesNotHaveDuplicates();
        assertThat(ProbeTemplate.starts(starts))
                .containsAll(done)
                .contains(open)
                .hasSize(4);
    }

    private Outrider up(String name) throws IOException {
        Outrider stack = new Outrider(Files.createDirectories(folder.resolve(name)));
        started.add(stack);
        stack.run("up", "--detach").ok();
        return stack;
    }

    /** As the recipe says: the databases by its command, then what lies beside them. */
    private void backUp(Outrider stack, Path program) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("second"));
        ProcessBuilder backup = new ProcessBuilder("sh", "-c", documented(program)).inheritIO();
        backup.environment().put("PGPORT", Integer.toString(stack.port("postgres")));
        backup.environment().put("PGPASSWORD", Files.readString(folder.resolve("first/postgres.password")));
        assertThat(backup.start().waitFor()).isZero();
        for (String part : List.of("artifacts", "gateway", "event-reactor", "postgres.password", "tokens")) {
            cp("first/" + part, "second/" + part);
        }
    }

    /** The recipe's command with this server's names in place of the reader's. */
    private String documented(Path program) throws IOException {
        List<String> commands = Files.readAllLines(RECIPE).stream()
                .map(String::strip)
                .filter(line -> line.startsWith(PROGRAM + " "))
                .toList();
        assertThat(commands).singleElement().asString().contains("HOST", "REPLICATION_USER", "/backup/$(date +%F)");
        return commands.getFirst()
                .replace(PROGRAM, program.toString())
                .replace("HOST", "127.0.0.1")
                .replace("REPLICATION_USER", "outrider")
                .replace(
                        "/backup/$(date +%F)", folder.resolve("second/postgres").toString());
    }

    /** The program, where {@code .ci/postgresql-tools.sh} has found or put it: an older one than the server is of no use. */
    private static Optional<Path> program() throws IOException, InterruptedException {
        String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        List<Path> candidates = Stream.concat(
                        Pattern.compile(File.pathSeparator)
                                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                                .map(Path::of),
                        Stream.of(Path.of(caches, "outrider/postgresql-tools", SERVER, "bin")))
                .map(folder -> folder.resolve(PROGRAM))
                .filter(Files::isExecutable)
                .toList();
        for (Path candidate : candidates) {
            Process version = new ProcessBuilder(candidate.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (version.waitFor() == 0 && said.contains("(PostgreSQL) " + SERVER + ".")) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private void cp(String from, String to) throws IOException, InterruptedException {
        run(Stream.of(
                "cp", "-a", folder.resolve(from).toString(), folder.resolve(to).toString()));
    }

    private static void run(Stream<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.toList()).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    private String submit(Outrider stack, Path starts, int seconds) {
        return stack.post("scheduler-service", "/jobs", """
                        {"template": "kept", "parameters": {"file": "%s", "seconds": %d}}""".formatted(starts, seconds))
                .path("id")
                .asText();
    }

    private static void awaitStatus(Outrider stack, String job, String status) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> stack.get("scheduler-service", "/jobs/" + job)
                        .path("status")
                        .asText()
                        .equals(status));
    }
}
