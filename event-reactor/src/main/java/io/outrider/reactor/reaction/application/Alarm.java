package io.outrider.reactor.reaction.application;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes the timers at the next deadline, as far as this replica knows, and its grace. */
@Singleton
class Alarm {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private Instant next = Instant.MAX;

    /** There is a deadline at this time, or will be once a transaction is committed. */
    void expect(Instant deadline) {
        lock.lock();
        try {
            if (deadline.isBefore(next)) {
                next = deadline;
                earlier.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next deadline, so long at most, and forgets it. */
    void await(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            Instant end = Clock.systemUTC().instant().plus(longest);
            for (long rest = rest(end); rest > 0; rest = rest(end)) {
                // Whoever comes in between, may have a deadline that is nearer.
                boolean elapsed = earlier.awaitNanos(rest) <= 0;
                if (elapsed) {
                    break;
                }
            }
            next = Instant.MAX;
        } finally {
            lock.unlock();
        }
    }

    private long rest(Instant end) {
        Instant until = next.isBefore(end) ? next.plus(Frontier.GRACE) : end;
        return Duration.between(Clock.systemUTC().instant(), until).toNanos();
    }
}
