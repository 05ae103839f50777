package io.outrider.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** How long a load is repeated, unmeasured, until the services are compiled. */
final class WarmUp {

    private static final int MOST_SECONDS = 1_800;
    private static final Duration LONGEST_TAIL = Duration.ofMinutes(1);
    private static final double FASTER = 0.95;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            paramLabel = "<seconds>",
            description = "Seconds of load before anything is measured, at least (default: ${DEFAULT-VALUE}; at most "
                    + MOST_SECONDS + "). On two cores the compilers need some three minutes.")
    private int seconds;

    /** Refuses what is out of its limits. */
    void check(Limits limits) {
        limits.check("--warm-up", seconds, 0, MOST_SECONDS);
    }

    /**
     * Repeats a round for the time that was asked for, and on until two rounds were not faster than the best before, a minute more at
     * most.
     *
     * @param round runs the load once and returns what it took, in any unit
     */
    void repeat(Callable<Double> round) throws Exception {
        long least = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long most = least + LONGEST_TAIL.toNanos();
        double best = Double.MAX_VALUE;
        int slower = 0;
        for (long now = System.nanoTime(); now < least || (slower < 2 && now < most); now = System.nanoTime()) {
            double taken = round.call();
            slower = taken > best * FASTER ? slower + 1 : 0;
            best = Math.min(best, taken);
        }
    }
}
