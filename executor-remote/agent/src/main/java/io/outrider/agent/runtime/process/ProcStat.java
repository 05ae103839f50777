package io.outrider.agent.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code /proc/PID/stat} says (proc(5)). Pid and start time together name a process for as long as the machine runs.
 *
 * @param pid process id
 * @param state one letter; Z is a zombie
 * @param session id of its session
 * @param startTicks clock ticks since boot
 */
public record ProcStat(long pid, char state, long session, long startTicks) {

    private static final Path PROC = Path.of("/proc");
    // Counted after the name in brackets, which may hold blanks: state is the first, so field n of proc(5) is n - 3.
    private static final int SESSION = 6 - 3;
    private static final int START = 22 - 3;

    /** Reads the line; empty if it is none. */
    public static Optional<ProcStat> parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 2 || close < open || close + 2 >= line.length()) {
            return Optional.empty();
        }
        String[] fields = line.substring(close + 2).strip().split(" ", -1);
        if (fields.length <= START) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcStat(
                    Long.parseLong(line.substring(0, open).strip()),
                    fields[0].charAt(0),
                    Long.parseLong(fields[SESSION]),
                    Long.parseLong(fields[START])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns what the kernel says of a process now; empty if there is none. */
    public static Optional<ProcStat> of(String pid) {
        try {
            return parse(Files.readString(PROC.resolve(pid).resolve("stat")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns true if this very process still runs. */
    public boolean alive() {
        return of(Long.toString(pid))
                .filter(now -> now.startTicks == startTicks && now.state != 'Z')
                .isPresent();
    }
}
