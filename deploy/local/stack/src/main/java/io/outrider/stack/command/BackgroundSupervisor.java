package io.outrider.stack.command;

import io.outrider.stack.infrastructure.Installation;
import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.process.LogTail;
import io.outrider.stack.supervisor.ProgressReport;
import io.outrider.stack.supervisor.StackStatus;
import io.outrider.stack.supervisor.StatusFile;
import io.outrider.stack.supervisor.SupervisorMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts a supervisor that outlives this process, and follows its first steps in its notes. */
record BackgroundSupervisor(StackDirectory directory, boolean keepGoing, boolean withAgent) {

    private static final long LOOK_EVERY_MILLIS = 100;
    private static final int SHOWN_LINES = 30;

    /**
     * Returns once everything is ready. Whoever ends this process before, as with Ctrl-C, ends the supervisor too.
     *
     * @throws StackCommandException if a component does not come up; nothing is left running then
     */
    void start(ProgressReport progress) throws IOException, InterruptedException {
        Path log = directory.log("supervisor");
        Process supervisor = new ProcessBuilder(command())
                .directory(directory.root().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var hook = new Thread(() -> end(supervisor), "supervisor-end");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean up = isUp(supervisor, progress);
        if (!isWithdrawn(hook)) {
            throw new StackCommandException(
                    "Expected to wait until the stack is up, but was interrupted; everything is stopped again");
        }
        if (up) {
            return;
        }
        if (!progress.hasToldFailure()) {
            progress.complain(String.join("\n", LogTail.lastLines(log, SHOWN_LINES)));
        }
        throw new StackCommandException(
                "Expected every component to come up, but one did not; everything is stopped again. See " + log);
    }

    /** Waits until the supervisor says that everything is ready, or ends. */
    private boolean isUp(Process supervisor, ProgressReport progress) throws IOException, InterruptedException {
        var notes = new StatusFile(directory);
        while (supervisor.isAlive()) {
            Optional<StackStatus> status =
                    notes.read().filter(each -> each.supervisor().pid() == supervisor.pid());
            if (status.isPresent()) {
                progress.show(status.get());
                if (status.get().stage() == StackStatus.Stage.UP) {
                    return true;
                }
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return false;
    }

    private static void end(Process supervisor) {
        supervisor.destroy();
        try {
            supervisor.waitFor();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** False if this process is ending, so that the hook runs. */
    private static boolean isWithdrawn(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return false;
        }
    }

    private List<String> command() {
        var words = new ArrayList<>(List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx96m",
                "-D" + Installation.ROOT_PROPERTY + "=" + Installation.find().root(),
                "-cp",
                absoluteClassPath(),
                SupervisorMain.class.getName(),
                directory.root().toString()));
        if (keepGoing) {
            words.add("--keep-going");
        }
        if (!withAgent) {
            words.add("--no-agent");
        }
        return words;
    }

    /** The supervisor works in another folder, where relative entries would lead nowhere. */
    private static String absoluteClassPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElse("");
    }
}
