package io.outrider.agent.runtime.process;

import io.outrider.agent.folder.PrivateFiles;
import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.runtime.LiveTask;
import io.outrider.agent.runtime.domain.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The shells that start processes: as many as tasks ever ran side by side, used again and again. */
public final class SlotShells implements AutoCloseable {

    private final Path home;
    private final Deque<SlotShell> idle = new ConcurrentLinkedDeque<>();

    /** Uses this folder as the shells' own. */
    public SlotShells(Path home) {
        this.home = home;
    }

    /** Starts the command of a script in a made folder. */
    public LiveTask start(TaskFolder folder, String script) throws IOException {
        PrivateFiles.writeVolatile(folder.script(), script.getBytes(StandardCharsets.UTF_8));
        SlotShell shell = take();
        shell.run(folder.disk().toString(), folder.memory().toString());
        return new ShellTask(shell, folder);
    }

    /** Takes up what an earlier agent started in this folder; empty if nothing was, and now cannot be any more. */
    public Optional<LiveTask> find(TaskFolder folder) throws IOException, InterruptedException {
        return AdoptedTask.in(folder).map(task -> task);
    }

    private SlotShell take() throws IOException {
        for (SlotShell shell = idle.pollFirst(); shell != null; shell = idle.pollFirst()) {
            if (shell.alive()) {
                return shell;
            }
        }
        return new SlotShell(home);
    }

    @Override
    public void close() {
        idle.forEach(SlotShell::close);
    }

    /**
     * Runs under one of this agent's shells; goes on as an adopted one if the shell dies. While its processes are signalled the shell
     * is not given to another task, whose processes would be of the same session.
     */
    private final class ShellTask implements LiveTask {

        private final SlotShell shell;
        private final TaskFolder folder;
        private boolean ended;

        ShellTask(SlotShell shell, TaskFolder folder) {
            this.shell = shell;
            this.folder = folder;
        }

        @Override
        public Exit await() throws InterruptedException {
            Integer code = shell.await();
            if (code != null) {
                end();
                idle.addFirst(shell);
                return new Exit.Code(code);
            }
            try {
                Optional<AdoptedTask> adopted = AdoptedTask.in(folder);
                return adopted.isPresent()
                        ? adopted.get().await()
                        : new Exit.Unknown("Expected the slot's shell to start the command, but the shell is dead");
            } catch (IOException e) {
                return new Exit.Unknown("Expected an exit code, but the slot's shell is dead: " + e.getMessage());
            } finally {
                end();
            }
        }

        private synchronized void end() {
            ended = true;
        }

        @Override
        public synchronized void terminate() {
            if (!ended) {
                Sessions.terminate(shell.session());
            }
        }

        @Override
        public synchronized void kill() {
            if (!ended) {
                Sessions.kill(shell.session());
            }
        }
    }
}
