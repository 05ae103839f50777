package io.outrider.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One certain process of this machine: a number alone may be another program by the time it is looked up.
 *
 * @param startTicks when it started, in the kernel's clock ticks since the machine's start
 */
public record ProcessIdentity(long pid, long startTicks) {

    /** Where {@code /proc/PID/stat} holds the start, counted from after the program's name (proc_pid_stat(5)). */
    private static final int START_FIELD = 19;

    /** Returns the identity of a live process, empty if it is gone. */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean dead = afterName[0].equals("Z") || afterName[0].equals("X");
            return dead
                    ? Optional.empty()
                    : Optional.of(new ProcessIdentity(pid, Long.parseLong(afterName[START_FIELD])));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    public static ProcessIdentity ofThisProcess() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Returns the process to send signals to, if it still is the one that was recorded. */
    public Optional<ProcessHandle> handle() {
        return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
    }
}
