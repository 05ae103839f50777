package io.outrider.build.queue.application;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.build.queue.domain.BuildState;
import io.outrider.build.queue.domain.BuildState.Building;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Counts and times builds. */
@ApplicationScoped
public class BuildMetrics {
    private static final Logger LOG = Logger.getLogger(BuildMetrics.class);

    private final MeterRegistry meters;
    private final BuildStore store;
    private final RunningBuilds running;

    BuildMetrics(MeterRegistry meters, BuildStore store, RunningBuilds running) {
        this.meters = meters;
        this.store = store;
        this.running = running;
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("outrider.builds.queued", this, BuildMetrics::queued)
                .description("builds that wait, on all instances")
                .register(meters);
        Gauge.builder("outrider.builds.running", running, RunningBuilds::count)
                .description("builds in progress on this instance")
                .register(meters);
    }

    void changed(@Observes BuildChanged change) {
        BuildState after = change.after().state();
        if (!after.status().isTerminal()) {
            return;
        }
        boolean reused = after instanceof BuildState.Succeeded done && done.reused();
        String outcome = after.status().name().toLowerCase(Locale.ROOT);
        meters.counter("outrider.builds", "outcome", outcome, "reused", Boolean.toString(reused))
                .increment();
        if (change.before().state() instanceof Building building) {
            meters.timer("outrider.build.duration", "outcome", outcome)
                    .record(Duration.between(building.startedAt(), at(after)));
        }
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
