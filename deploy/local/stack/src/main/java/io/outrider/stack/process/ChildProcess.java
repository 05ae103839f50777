package io.outrider.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running child whose standard input is a pipe held by this process.
 *
 * <p>Every child ends itself when that pipe ends, so none outlives this process, however this process dies. A session of
 * its own keeps a terminal's Ctrl-C from reaching the children before their supervisor can stop them in order.
 */
public final class ChildProcess implements AutoCloseable {

    /** Past what a child allows itself; see {@link StdinBound}. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(100);

    private static final Duration TERM_LIMIT = Duration.ofSeconds(5);

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    public static ChildProcess start(Launch launch) throws IOException {
        Files.createDirectories(launch.log().getParent());
        var command = new ArrayList<String>(List.of("setsid"));
        command.addAll(launch.command());
        var builder = new ProcessBuilder(command)
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().putAll(launch.environment());
        return new ChildProcess(builder.start());
    }

    /** Runs a short-lived program to its end, its output going to the log; ends it if this thread is interrupted. */
    public static void run(String name, Launch launch) throws IOException, InterruptedException {
        Files.createDirectories(launch.log().getParent());
        var builder = new ProcessBuilder(launch.command())
                .directory(launch.directory().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().putAll(launch.environment());
        var child = new ChildProcess(builder.start());
        try {
            int code = child.process.waitFor();
            if (code != 0) {
                throw new ComponentFailed(name, "expected exit code 0, but got " + code, launch.log());
            }
        } catch (InterruptedException stop) {
            child.terminate();
            throw stop;
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the exit code; only for a process that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Asks it to end, waits, and ends it by force if it does not. Returns once it is gone. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            // The child has gone first.
        }
        if (endedWithin(STOP_LIMIT)) {
            return;
        }
        terminate();
    }

    private void terminate() {
        process.destroy();
        if (!endedWithin(TERM_LIMIT)) {
            process.destroyForcibly();
            endedWithin(TERM_LIMIT);
        }
    }

    private boolean endedWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return true;
        }
    }
}
