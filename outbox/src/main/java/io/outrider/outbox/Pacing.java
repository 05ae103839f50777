package io.outrider.outbox;

import java.util.concurrent.locks.LockSupport;

/**
 * Spaces the batches of one writer. A batch costs a transaction, whatever its size: so a burst of them goes at once, and a steady
 * stream is held to so many a second. Under load batches grow instead of their number; a lone command never waits. For one thread.
 */
final class Pacing {

    /** 125 batches a second: a hundred lone commands a second still pass at once, and no batch waits for more than 8 ms. */
    static final long INTERVAL_NANOS = 8_000_000;

    /** A third of a second of batches goes without a pause. */
    static final int BURST = 40;

    private long due;

    Pacing(long now) {
        due = now;
    }

    /** Waits until it is this batch's turn. */
    void await() {
        long wait = next(System.nanoTime());
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        }
    }

    /** Returns the nanoseconds until the turn of the next batch, and counts it. */
    long next(long now) {
        long wait = Math.max(0, due - BURST * INTERVAL_NANOS - now);
        due = Math.max(due, now + wait) + INTERVAL_NANOS;
        return wait;
    }
}
