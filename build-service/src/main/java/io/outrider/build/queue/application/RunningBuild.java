package io.outrider.build.queue.application;

import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.MakingImage;
import io.outrider.build.image.application.PlannedImage;
import io.outrider.build.image.domain.BaseImage;
import io.outrider.build.image.domain.BuiltImage;
import io.outrider.build.image.domain.ImageSpec;
import io.outrider.build.log.application.BuildLogWriter;
import io.outrider.build.log.application.BuildLogs;
import io.outrider.build.queue.application.BuildStore.Selection;
import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildCommand;
import io.outrider.build.queue.domain.BuildCommand.Complete;
import io.outrider.build.queue.domain.BuildCommand.GiveUp;
import io.outrider.build.queue.domain.BuildDecider;
import io.outrider.build.queue.domain.BuildOrder;
import io.outrider.build.queue.domain.BuildState.Building;
import io.outrider.build.queue.domain.Provenance;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Makes one attempt at a build, on the calling thread, and says how it ended. An interrupt means that the attempt is over
 * already: only what it left lying about is cleared away. When the database is away at the end, the lease's end decides.
 */
@ApplicationScoped
public class RunningBuild {
    private static final Logger LOG = Logger.getLogger(RunningBuild.class);

    private final BuildStore store;
    private final BuildDecider decider;
    private final MakingImage making;
    private final BuildLogs logs;
    private final WorkSpace space;
    private final BuildSettings settings;

    RunningBuild(
            BuildStore store,
            BuildDecider decider,
            MakingImage making,
            BuildLogs logs,
            WorkSpace space,
            BuildSettings settings) {
        this.store = store;
        this.decider = decider;
        this.making = making;
        this.logs = logs;
        this.space = space;
        this.settings = settings;
    }

    /** Runs the attempt that was claimed. */
    public void run(Build build, Building held) {
        Thread builder = Thread.currentThread();
        BuildOrder order = build.order();
        Pulse pulse = new Pulse(store, decider, order.id(), held, settings.lease(), builder::interrupt);
        try {
            LOG.infof(
                    "build=%s attempt=%d begins: %s@%s", order.id(), held.attempt(), order.template(), order.version());
            attempt(order, held);
        } catch (InterruptedException e) {
            LOG.infof("build=%s attempt=%d was stopped", order.id(), held.attempt());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e, "build=%s attempt=%d Expected to conclude the attempt, but failed", order.id(), held.attempt());
        } finally {
            pulse.close();
        }
    }

    private void attempt(BuildOrder order, Building held) throws InterruptedException {
        BuildCommand end;
        try (BuildLogWriter log = logs.open(order.id(), held.attempt())) {
            log.line("Attempt " + held.attempt() + " for " + order.template() + "@" + order.version());
            end = end(order, held, log);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("Expected to conclude the attempt, but it is over");
        }
        conclude(order, end);
    }

    private BuildCommand end(BuildOrder order, Building held, BuildLogWriter log) throws InterruptedException {
        String owner = held.lease().owner();
        try {
            return new Complete(held.attempt(), owner, make(order, held, log));
        } catch (InterruptedException e) {
            throw stopped(log);
        } catch (RuntimeException e) {
            // Libraries wrap an interrupt into failures of their own.
            if (Thread.interrupted()) {
                throw stopped(log);
            }
            return failed(order, held, e, log);
        }
    }

    private static InterruptedException stopped(BuildLogWriter log) {
        log.line("Stopped.");
        return new InterruptedException("Expected to build, but was stopped");
    }

    private static GiveUp failed(BuildOrder order, Building held, RuntimeException e, BuildLogWriter log) {
        boolean foreseen = e instanceof BuildFailure;
        LOG.warnf(foreseen ? null : e, "build=%s attempt=%d failed: %s", order.id(), held.attempt(), e.getMessage());
        log.line("Failed: " + reason(e));
        boolean retryable = !(e instanceof BuildFailure failure) || failure.isRetryable();
        return new GiveUp(held.attempt(), held.lease().owner(), reason(e), retryable);
    }

    private BuiltImage make(BuildOrder order, Building held, BuildLogWriter log) throws InterruptedException {
        Path work = space.create();
        try {
            ImageSpec spec = new ImageSpec(
                    BaseImage.parse(order.baseImage()),
                    order.contentPath(),
                    order.command(),
                    new TreeMap<>(order.labels()),
                    order.user());
            PlannedImage plan = making.plan(spec, order.source(), order.fingerprint(), work, log);
            Provenance provenance =
                    new Provenance(plan.builder().name(), plan.base().digest(), plan.dockerfile());
            if (!store.record(order.id(), held.attempt(), provenance)) {
                throw new InterruptedException("Expected to build, but the attempt is over");
            }
            return making.make(plan, log);
        } finally {
            space.remove(work);
        }
    }

    private void conclude(BuildOrder order, BuildCommand end) throws InterruptedException {
        long since = System.nanoTime();
        while (true) {
            try {
                store.change(
                                new Selection.One(order.id()),
                                1,
                                (candidate, now) ->
                                        decider.decide(candidate.build().state(), end, now))
                        .forEach(build -> LOG.infof(
                                "build=%s attempt=%d is %s",
                                order.id(),
                                build.state().attempt(),
                                build.state().status()));
                return;
            } catch (RuntimeException e) {
                if (Duration.ofNanos(System.nanoTime() - since).compareTo(settings.lease()) > 0) {
                    throw e;
                }
                LOG.warnf("build=%s Expected to conclude the attempt, but %s", order.id(), e.getMessage());
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
