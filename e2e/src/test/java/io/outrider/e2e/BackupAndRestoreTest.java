package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipe of backup and restore: databases, files and the certificate authority are copied while the stack works; a new stack, with an
 * empty Kafka, goes on from the copy. The node is another machine, so that its agent lives through it.
 */
class BackupAndRestoreTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private final List<Outrider> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(stack -> stack.run("down"));
    }

    @Test
    void shouldGoOnFromACopyTakenWhileItWorked() throws Exception {
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

        copy(first);
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

    /** What a snapshot of the volumes gives: the files of PostgreSQL as they are at one moment, and what lies beside them. */
    private void copy(Outrider stack) throws IOException, InterruptedException {
        List<ProcessHandle> servers = new ArrayList<>();
        ProcessHandle.of(stack.pid("postgres")).ifPresent(root -> {
            servers.add(root);
            root.descendants().forEach(servers::add);
        });
        Files.createDirectories(folder.resolve("second"));
        servers.forEach(server -> signal("STOP", server));
        try {
            cp("first/postgres", "second/postgres");
        } finally {
            servers.forEach(server -> signal("CONT", server));
        }
        Files.deleteIfExists(folder.resolve("second/postgres/postmaster.pid"));
        for (String part : List.of("artifacts", "gateway", "event-reactor", "postgres.password", "tokens")) {
            cp("first/" + part, "second/" + part);
        }
    }

    private void cp(String from, String to) throws IOException, InterruptedException {
        run(Stream.of(
                "cp", "-a", folder.resolve(from).toString(), folder.resolve(to).toString()));
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            run(Stream.of("sh", "-c", "kill -s " + name + " " + process.pid()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
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
