package io.outrider.agent.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.runtime.LiveTask;
import io.outrider.agent.runtime.domain.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real shell, one task after the other: what a task does to its shell reaches no other task. */
class SlotShellTest {

    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    @TempDir
    private Path home;

    private SlotShells shells;
    private int folders;

    @BeforeEach
    void open() {
        shells = new SlotShells(home);
    }

    @AfterEach
    void close() {
        shells.close();
    }

    @Test
    void shouldGiveACommandItsVariablesAndTheNextOneNoneOfThem() throws Exception {
        Ended first =
                run(home.toString(), Map.of("PATH", PATH, "SECRET", "it's $HOME"), "sh", "-c", "echo \"$SECRET\"");
        Ended second = run(home.toString(), Map.of("PATH", PATH), "sh", "-c", "echo \"${SECRET-none}\"");

        assertThat(first.log()).isEqualTo("it's $HOME\n");
        assertThat(second.log()).isEqualTo("none\n");
    }

    @Test
    void shouldRunEachCommandInItsFolderAndOthersWhereTheShellIs() throws Exception {
        Path elsewhere = Files.createDirectory(home.resolve("a folder"));

        Ended first = run(elsewhere.toString(), Map.of("PATH", PATH), "pwd");
        Ended second = run(null, Map.of("PATH", PATH), "pwd");

        assertThat(first.log()).isEqualTo(elsewhere + "\n");
        assertThat(second.log()).isEqualTo(home + "\n");
    }

    @Test
    void shouldStartProgramsOnlyAndNeverCommandsOfTheShell() throws Exception {
        Ended exit = run(null, Map.of("PATH", PATH), "exit", "7");
        Ended next = run(null, Map.of("PATH", PATH), "sh", "-c", "exit 3");

        assertThat(exit.code()).isEqualTo(127);
        assertThat(exit.log()).contains("exit: not found");
        assertThat(next.code()).isEqualTo(3);
    }

    @Test
    void shouldLookForACommandWhereItsOwnVariablesSay() throws Exception {
        Path program = Files.writeString(
                Files.createDirectory(home.resolve("bin")).resolve("greet"), "#!/bin/sh\necho \"hello $1\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        Ended ended = run(null, Map.of("PATH", program.getParent() + ":" + PATH), "greet", "you; exit 9");

        assertThat(ended.log()).isEqualTo("hello you; exit 9\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void shouldSetVariablesThatAShellCannotSet() throws Exception {
        Ended ended = run(null, Map.of("PATH", PATH, "a.b", "c"), "env");

        assertThat(ended.log()).contains("a.b=c\n");
    }

    @Test
    void shouldKeepWhatTheShellSaysOfAKilledCommandOutOfItsLog() throws Exception {
        Ended ended = run(null, Map.of("PATH", PATH), "sh", "-c", "echo mine; kill -KILL $$");

        assertThat(ended.code()).isEqualTo(137);
        assertThat(ended.log()).isEqualTo("mine\n");
    }

    @Test
    void shouldSayThatAFolderIsMissing() throws Exception {
        Ended ended = run(home.resolve("missing").toString(), Map.of("PATH", PATH), "true");

        assertThat(ended.code()).isEqualTo(126);
        assertThat(ended.log()).contains("missing");
    }

    @Test
    void shouldLetFilesOfACommandBeReadAndKeepItsOwnPrivate() throws Exception {
        Ended ended = run(null, Map.of("PATH", PATH), "sh", "-c", "umask");
        Ended next = run(null, Map.of("PATH", PATH), "true");

        assertThat(ended.log()).isEqualTo("0022\n");
        assertThat(Files.getPosixFilePermissions(next.folder().exit())).hasSize(2);
        assertThat(Files.getPosixFilePermissions(next.folder().log())).hasSize(2);
    }

    @Test
    void shouldStartNothingTwice() throws Exception {
        TaskFolder folder = folder();
        assertThat(AdoptedTask.in(folder)).isEmpty();

        Exit exit = shells.start(folder, RunScript.of(null, Map.of("PATH", PATH), List.of("touch", home + "/ran")))
                .await();

        assertThat(exit).isEqualTo(new Exit.Code(125));
        assertThat(home.resolve("ran")).doesNotExist();
    }

    @Test
    void shouldTakeUpATaskWithItsShellAndEndItsProcesses() throws Exception {
        TaskFolder folder = folder();
        LiveTask task = shells.start(folder, RunScript.of(null, Map.of("PATH", PATH), List.of("sleep", "60")));
        while (!Files.exists(folder.pid()) || Files.size(folder.pid()) == 0) {
            Thread.sleep(5);
        }

        AdoptedTask adopted = AdoptedTask.in(folder).orElseThrow();
        // The shell creates the file right before it starts the command.
        Thread.sleep(200);
        adopted.terminate();

        assertThat(adopted.await()).isEqualTo(new Exit.Code(143));
        assertThat(task.await()).isEqualTo(new Exit.Code(143));
    }

    @Test
    void shouldKillNoLaterTaskOfTheSameShell() throws Exception {
        for (int i = 0; i < 30; i++) {
            TaskFolder folder = folder();
            LiveTask task = shells.start(folder, RunScript.of(null, Map.of("PATH", PATH), List.of("sleep", "60")));
            while (!Files.exists(folder.pid()) || Files.size(folder.pid()) == 0) {
                Thread.sleep(5);
            }
            Thread killing = Thread.startVirtualThread(task::kill);

            Exit killed = task.await();
            Ended next = run(null, Map.of("PATH", PATH), "sleep", "0.05");
            killing.join();

            assertThat(killed).isEqualTo(new Exit.Code(137));
            assertThat(next.code()).isZero();
        }
    }

    @Test
    void shouldFollowProcessesWhoseShellWasKilled() throws Exception {
        TaskFolder folder = folder();
        shells.start(
                folder,
                RunScript.of(null, Map.of("PATH", PATH), List.of("sh", "-c", "kill -9 $PPID; sleep 1; echo done")));
        while (!Files.exists(folder.pid()) || Files.size(folder.pid()) == 0) {
            Thread.sleep(5);
        }

        Exit exit = AdoptedTask.in(folder).orElseThrow().await();

        assertThat(exit).isInstanceOf(Exit.Unknown.class);
        assertThat(folder.log()).hasContent("done");
    }

    @Test
    void shouldEndProcessesWhoseShellWasKilled() throws Exception {
        TaskFolder folder = folder();
        LiveTask task = shells.start(
                folder, RunScript.of(null, Map.of("PATH", PATH), List.of("sh", "-c", "kill -9 $PPID; sleep 60")));
        Thread stopping = Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(500);
                task.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        Exit exit = task.await();

        stopping.join();
        assertThat(exit).isInstanceOf(Exit.Unknown.class);
    }

    @Test
    void shouldTakeNoLaterSessionOfTheSameNumberForTheTasks() throws Exception {
        TaskFolder folder = folder();
        // A daemon: the leader of its session is gone, the rest of it runs, and none of it writes to the task's log.
        Process leader =
                new ProcessBuilder("setsid", "--wait", "sh", "-c", "sleep 60 > /dev/null 2>&1 & echo $$").start();
        String session = leader.inputReader().readLine();
        Files.writeString(folder.log(), "");
        Files.writeString(folder.pid(), session + " (sh) S 1 1 " + session + " 0".repeat(15) + " 12345 0\n");

        AdoptedTask adopted = AdoptedTask.in(folder).orElseThrow();
        adopted.kill();
        Exit exit = adopted.await();

        List<Long> daemon = Sessions.members(Long.parseLong(session));
        Sessions.kill(Long.parseLong(session));
        assertThat(exit).isInstanceOf(Exit.Unknown.class);
        assertThat(daemon).isNotEmpty();
    }

    private record Ended(int code, String log, TaskFolder folder) {}

    private Ended run(@Nullable String workdir, Map<String, String> variables, String... command)
            throws IOException, InterruptedException {
        TaskFolder folder = folder();
        Exit exit = shells.start(folder, RunScript.of(workdir, variables, List.of(command)))
                .await();
        return new Ended(((Exit.Code) exit).code(), Files.readString(folder.log()), folder);
    }

    private TaskFolder folder() throws IOException {
        String name = Integer.toString(++folders);
        return new TaskFolder(
                Files.createDirectories(home.resolve("disk " + name)),
                Files.createDirectories(home.resolve("m" + name)));
    }
}
