package io.outrider.outbox;

import java.util.concurrent.locks.LockSupport;

/**
 * Spaces the batches of one writer. A batch costs a transaction, whatever its size: so a burst of them goes at once, and a steady
 * stream is held to so many a second, to fewer the busier the machine is. Under load batches grow instead of their number; a lone
 * command never waits. For one thread at a time.
 */
final class Pacing {

    /** 125 batches a second while the machine has time: a hundred lone commands a second still pass at once. */
    static final long SHORTEST_NANOS = 8_000_000;

    /** 25 batches a second once its processors are all busy: whatever comes then has to wait for them anyway. */
    static final long LONGEST_NANOS = 40_000_000;

    /** A third of a second of batches, while the machine has time, goes without a pause. */
    static final int BURST = 40;

    private static final double CALM = 0.75;
    private static final double BUSY = 0.95;

    private long due;

    Pacing(long now) {
        due = now;
    }

    /** Waits until it is this batch's turn. */
    void await() {
        long wait = untilNext();
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        }
    }

    /** Returns the nanoseconds from now until the turn of the next batch, and counts it. */
    long untilNext() {
        return next(System.nanoTime(), interval(MachineLoad.now()));
    }

    /** Returns the nanoseconds until the turn of the next batch, and counts it. */
    long next(long now, long interval) {
        long wait = Math.max(0, due - BURST * SHORTEST_NANOS - now);
        due = Math.max(due, now + wait) + interval;
        return wait;
    }

    /** Returns the nanoseconds between two batches of a steady stream, by the share of the processors that is busy. */
    static long interval(double load) {
        double part = Math.clamp((load - CALM) / (BUSY - CALM), 0, 1);
        return SHORTEST_NANOS + (long) (part * (LONGEST_NANOS - SHORTEST_NANOS));
    }
}
