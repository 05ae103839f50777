package io.outrider.build.queue.application;

import io.outrider.build.BuildId;
import io.outrider.build.queue.application.BuildStore.Selection;
import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildCommand.Renew;
import io.outrider.build.queue.domain.BuildDecider;
import io.outrider.build.queue.domain.BuildState.Building;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Renews the lease of one attempt every third of its life, and stops the builder when the attempt is over: cancelled, past
 * its deadline, given to another, or not renewed for a whole lease.
 */
final class Pulse implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Pulse.class);

    private final BuildStore store;
    private final BuildDecider decider;
    private final BuildId id;
    private final Building held;
    private final Duration lease;
    private final Runnable stop;
    private final Thread thread;

    Pulse(BuildStore store, BuildDecider decider, BuildId id, Building held, Duration lease, Runnable stop) {
        this.store = store;
        this.decider = decider;
        this.id = id;
        this.held = held;
        this.lease = lease;
        this.stop = stop;
        this.thread = Thread.ofVirtual().name("pulse-" + id).start(this::run);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        long started = System.nanoTime();
        Duration toDeadline = Duration.between(held.startedAt(), held.deadline());
        try {
            while (true) {
                Duration left = toDeadline.minusNanos(System.nanoTime() - started);
                Thread.sleep(shorter(lease.dividedBy(3), left));
                if (!renew()) {
                    stop.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.debugf("build=%s attempt=%d needs no pulse any more", id, held.attempt());
        }
    }

    /** Tries for as long as the lease lives; false when the attempt is over. */
    private boolean renew() throws InterruptedException {
        long since = System.nanoTime();
        while (true) {
            try {
                List<Build> changed = store.change(
                        new Selection.One(id),
                        1,
                        (candidate, now) -> decider.decide(
                                candidate.build().state(),
                                new Renew(held.attempt(), held.lease().owner()),
                                now));
                return !changed.isEmpty() && changed.getFirst().state() instanceof Building;
            } catch (RuntimeException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LOG.warnf(
                        "build=%s attempt=%d Expected to renew the lease, but %s", id, held.attempt(), e.getMessage());
                if (Duration.ofNanos(System.nanoTime() - since)
                                .compareTo(lease.multipliedBy(2).dividedBy(3))
                        > 0) {
                    return false;
                }
                Thread.sleep(shorter(lease.dividedBy(10), Duration.ofSeconds(1)));
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        Duration shorter = one.compareTo(other) < 0 ? one : other;
        return shorter.isPositive() ? shorter.plusMillis(1) : Duration.ofMillis(1);
    }
}
