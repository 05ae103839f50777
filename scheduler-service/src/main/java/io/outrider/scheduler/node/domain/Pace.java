package io.outrider.scheduler.node.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast a node finishes tasks: an average that forgets with time.
 *
 * @param perSecond tasks per second as of {@code at}
 * @param at when it was last observed
 */
public record Pace(double perSecond, Instant at) {

    /** Long enough to smooth batches, short enough to notice within seconds that tasks became long. */
    private static final double MEMORY_SECONDS = 2;

    /**
     * So much work is on its way to a node: the one and a half seconds that it fetches ahead, and one in which results and STARTs travel,
     * in company. Less, and a node asks for tasks that are not there yet, and gets them one by one.
     */
    private static final double AHEAD_SECONDS = 2.5;

    private static final int MOST_AHEAD = 256;

    /** Twice what is sent ahead, as the news of an end take a moment. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    public static Pace none(Instant now) {
        return new Pace(0, now);
    }

    /** Returns the pace after so many tasks ended. */
    public Pace after(int ended, Instant now) {
        return new Pace(now(now) + ended / MEMORY_SECONDS, now.isBefore(at) ? at : now);
    }

    /** Tells whether a task that ran for so long says anything of a pace: however many long ones end at the same moment, the next will not. */
    public static boolean counts(Duration ran) {
        return ran.compareTo(SHORT) <= 0;
    }

    /**
     * Returns how many tasks beyond its slots a node may hold: what it finishes in two and a half seconds (Little's law). Short
     * tasks stream at full speed; a node with long tasks gets none ahead, so that none waits behind them. One end alone says nothing of
     * a pace.
     */
    public int credit(Instant now) {
        double repeated = Math.max(0, now(now) - 1 / MEMORY_SECONDS);
        return (int) Math.min(MOST_AHEAD, repeated * AHEAD_SECONDS);
    }

    private double now(Instant now) {
        double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
        return perSecond * Math.exp(-seconds / MEMORY_SECONDS);
    }
}
