package io.outrider.agent.runtime.process;

import io.outrider.agent.folder.PrivateFiles;
import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.runtime.LiveTask;
import io.outrider.agent.runtime.domain.Exit;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A task that another agent's shell started: watched by pid and start time, its exit code read from its folder. It lasts as long as the
 * shell that waits for it, or a process of the shell's session that writes to its log.
 */
final class AdoptedTask implements LiveTask {

    private static final long LOOK_MILLIS = 50;
    // The shell writes the exit code right after the end; on a crowded machine that takes a moment.
    private static final int LOOKS_AFTER_END = 40;

    private final TaskFolder folder;
    private final ProcStat starter;

    private AdoptedTask(TaskFolder folder, ProcStat starter) {
        this.folder = folder;
        this.starter = starter;
    }

    /**
     * Looks for a start in the folder. If there is none it makes the log itself, so that a shell which still has the command in its
     * input cannot start it either.
     */
    static Optional<AdoptedTask> in(TaskFolder folder) throws IOException, InterruptedException {
        if (!Files.isDirectory(folder.disk())) {
            return Optional.empty();
        }
        try {
            PrivateFiles.writeVolatile(folder.log(), new byte[0]);
            return Optional.empty();
        } catch (FileAlreadyExistsException e) {
            return stat(folder.pid()).map(stat -> new AdoptedTask(folder, stat));
        }
    }

    private static Optional<ProcStat> stat(Path file) throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS_AFTER_END; look++) {
            String text = Files.exists(file) ? Files.readString(file) : "";
            if (text.endsWith("\n")) {
                return ProcStat.parse(text);
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return Optional.empty();
    }

    @Override
    public Exit await() throws InterruptedException {
        int looksAfterEnd = 0;
        while (true) {
            // In this order: a process that was alive a moment ago may still write its exit code.
            boolean alive = alive();
            Optional<Exit> exit = exit();
            if (exit.isPresent()) {
                return exit.get();
            }
            looksAfterEnd = alive ? 0 : looksAfterEnd + 1;
            if (looksAfterEnd > LOOKS_AFTER_END) {
                return new Exit.Unknown(
                        "Expected an exit code, but the process is gone and left none: it was killed together"
                                + " with its shell, or the machine was restarted");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Where the shell is gone, a process that writes to the task's log shows that the session is still this one and no later one of its number. */
    private boolean alive() {
        return starter.alive()
                || Sessions.members(starter.session()).stream().anyMatch(pid -> Sessions.writesTo(pid, folder.log()));
    }

    private Optional<Exit> exit() {
        try {
            String text = Files.readString(folder.exit());
            return text.endsWith("\n") ? Optional.of(new Exit.Code(Integer.parseInt(text.strip()))) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.of(new Exit.Unknown("Expected to read the exit code, but " + e.getMessage()));
        }
    }

    @Override
    public void terminate() {
        if (alive()) {
            Sessions.terminate(starter.session());
        }
    }

    @Override
    public void kill() {
        if (alive()) {
            Sessions.kill(starter.session());
        }
    }
}
