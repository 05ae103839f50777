package io.outrider.build.queue.application;

import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildState.Building;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps the queue moving: rescues, reuses and claims, whenever it is woken and at least once in a poll interval. Each
 * claimed build has a thread of its own. A database that is away only makes it wait.
 */
@ApplicationScoped
public class BuildLoop {
    private static final Logger LOG = Logger.getLogger(BuildLoop.class);

    private final ClaimingBuild claiming;
    private final ReusingImages reusing;
    private final RescuingBuilds rescuing;
    private final RunningBuild runningBuild;
    private final RunningBuilds running;
    private final WorkSpace space;
    private final BuildSettings settings;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean open = true;

    BuildLoop(
            ClaimingBuild claiming,
            ReusingImages reusing,
            RescuingBuilds rescuing,
            RunningBuild runningBuild,
            RunningBuilds running,
            WorkSpace space,
            BuildSettings settings) {
        this.claiming = claiming;
        this.reusing = reusing;
        this.rescuing = rescuing;
        this.runningBuild = runningBuild;
        this.running = running;
        this.space = space;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("build-loop").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        open = false;
        wake();
        try {
            rescuing.abandonOwn();
        } catch (RuntimeException e) {
            LOG.warnf("Expected to give the builds back, but %s; their leases will end", e.getMessage());
        }
        running.stopAll();
    }

    /** Says that there may be something to do. */
    public void wake() {
        wakes.release();
    }

    private void run() {
        boolean begun = false;
        while (open) {
            try {
                if (!begun) {
                    space.sweep();
                    rescuing.abandonFormer();
                    begun = true;
                }
                turn();
            } catch (RuntimeException e) {
                LOG.warnf("Expected to look after the queue, but %s; trying again", e.getMessage());
            }
            pause(settings.pollInterval());
        }
    }

    private void turn() {
        rescuing.expire();
        reusing.run();
        while (open && running.count() < settings.limit()) {
            Optional<Build> next = claiming.next();
            if (next.isEmpty()) {
                return;
            }
            begin(next.get());
        }
    }

    private void begin(Build build) {
        if (!(build.state() instanceof Building held)) {
            throw new IllegalStateException("Expected build " + build.order().id() + " to be claimed, but it is "
                    + build.state().status());
        }
        Thread[] thread = new Thread[1];
        thread[0] = Thread.ofVirtual().name("build-" + build.order().id()).unstarted(() -> {
            try {
                runningBuild.run(build, held);
            } finally {
                running.remove(build.order().id(), thread[0]);
                wake();
            }
        });
        running.add(build.order().id(), thread[0]);
        thread[0].start();
    }

    private void pause(Duration duration) {
        try {
            if (wakes.tryAcquire(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                wakes.drainPermits();
            }
        } catch (InterruptedException e) {
            open = false;
        }
    }
}
