package io.outrider.agent.gateway;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Full jitter: a pause between nothing and a limit that doubles with each failure, so that a thousand agents do not come back
 * in step after an outage. The first failure is repeated at once: it is most often a kept connection that the other side closed.
 */
public final class Backoff {

    private static final Duration FIRST_LIMIT = Duration.ofMillis(200);
    private static final Duration LAST_LIMIT = Duration.ofSeconds(30);

    private final DoubleSupplier random;
    private int failures;

    public Backoff() {
        this(() -> ThreadLocalRandom.current().nextDouble());
    }

    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /** Returns how long to wait before the next try; no less than {@code atLeast}. */
    public Duration next(Duration atLeast) {
        int failure = failures;
        // 30 doublings are past the limit, and no overflow.
        failures = Math.min(failures + 1, 30);
        if (failure == 0) {
            return atLeast;
        }
        long limit = Math.min(LAST_LIMIT.toMillis(), FIRST_LIMIT.toMillis() << (failure - 1));
        Duration jitter = Duration.ofMillis((long) (limit * random.getAsDouble()));
        // On top of what was asked for: the same Retry-After went to everybody.
        return atLeast.plus(jitter);
    }

    /** Waits before the next try. */
    public void pause(Duration atLeast) throws InterruptedException {
        Thread.sleep(next(atLeast));
    }

    /** Returns how many failures came in a row. */
    public int failures() {
        return failures;
    }

    public void succeeded() {
        failures = 0;
    }
}
