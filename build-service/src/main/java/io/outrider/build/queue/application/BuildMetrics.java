package io.outrider.build.queue.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.outrider.build.queue.domain.BuildState;
import io.outrider.build.queue.domain.BuildState.Building;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Counts and times builds. */
@ApplicationScoped
public class BuildMetrics {
    private static final Logger LOG = Logger.getLogger(BuildMetrics.class);
    private static final List<String> OUTCOMES = List.of("succeeded", "failed", "cancelled");

    private final MeterRegistry meters;
    private final BuildStore store;
    private final RunningBuilds running;

    BuildMetrics(MeterRegistry meters, BuildStore store, RunningBuilds running) {
        this.meters = meters;
        this.store = store;
        this.running = running;
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("outrider.builds.queued", this, BuildMetrics::queued).register(meters);
        Gauge.builder("outrider.builds.running", running, RunningBuilds::count).register(meters);
        for (String outcome : OUTCOMES) {
            ended(outcome, false);
            duration(outcome);
        }
        ended("succeeded", true);
    }

    void changed(@Observes BuildChanged change) {
        BuildState after = change.after().state();
        if (!after.status().isTerminal()) {
            return;
        }
        boolean reused = after instanceof BuildState.Succeeded done && done.reused();
        String outcome = after.status().name().toLowerCase(Locale.ROOT);
        ended(outcome, reused).increment();
        if (change.before().state() instanceof Building building) {
            duration(outcome).record(Duration.between(building.startedAt(), at(after)));
        }
    }

    private Counter ended(String outcome, boolean reused) {
        return meters.counter("outrider.builds", "outcome", outcome, "reused", Boolean.toString(reused));
    }

    private Timer duration(String outcome) {
        return meters.timer("outrider.build.duration", "outcome", outcome);
    }

    private static Instant at(BuildState state) {
        return switch (state) {
            case BuildState.Succeeded done -> done.at();
            case BuildState.Failed done -> done.at();
            case BuildState.Cancelled done -> done.at();
            case BuildState.Queued queued -> queued.notBefore();
            case Building building -> building.startedAt();
        };
    }

    private double queued() {
        try {
            return store.queued();
        } catch (RuntimeException e) {
            LOG.debugf("Expected to count the queue, but %s", e.getMessage());
            return Double.NaN;
        }
    }
}
