package io.outrider.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How fast this machine starts processes by itself: two shells side by side that run {@code /bin/true} one after the other. It bounds
 * what any agent can do, and differs tenfold between machines that compute alike.
 */
final class ProcessRate {

    private static final int SHELLS = 2;
    private static final int PROCESSES = 500;
    private static final int LONGEST_SECONDS = 60;
    private static final String SCRIPT =
            "i=0; while [ $i -lt " + PROCESSES + " ]; do /bin/true || exit 1; i=$((i + 1)); done";

    private ProcessRate() {}

    /** Returns the processes a second of all shells together. */
    static Figure measure(String bench) throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<Process> shells = new ArrayList<>();
        for (int i = 0; i < SHELLS; i++) {
            shells.add(new ProcessBuilder("sh", "-c", SCRIPT).inheritIO().start());
        }
        try {
            for (Process shell : shells) {
                if (!shell.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || shell.exitValue() != 0) {
                    throw new IOException("Expected a shell to run /bin/true " + PROCESSES + " times within "
                            + LONGEST_SECONDS + " s, but it did not");
                }
            }
        } finally {
            shells.forEach(Process::destroy);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int all = SHELLS * PROCESSES;
        return new Figure(
                bench,
                "processes alone, 2 at once",
                null,
                all,
                Math.round(all / seconds * 10) / 10.0,
                null,
                null,
                null,
                null);
    }
}
