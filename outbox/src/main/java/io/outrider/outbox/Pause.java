package io.outrider.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting between tries: exponential with full jitter. */
final class Pause {

    private Pause() {}

    /** Sleeps between 1 ms and {@code base × 2^attempt}, at most {@code limit}; an interrupt ends the wait and stays set. */
    static void exponential(int attempt, Duration base, Duration limit) {
        long ceiling = Math.min(limit.toMillis(), base.toMillis() << Math.min(attempt, 16));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, Math.max(2, ceiling)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
