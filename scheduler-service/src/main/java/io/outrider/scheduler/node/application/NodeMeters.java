package io.outrider.scheduler.node.application;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.scheduler.node.domain.NodeStatus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/** How many nodes are in reach, and how much room they have, as this replica has heard. */
@ApplicationScoped
class NodeMeters {

    private final NodeDirectory directory;
    private final MeterRegistry meters;

    NodeMeters(NodeDirectory directory, MeterRegistry meters) {
        this.directory = directory;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        for (NodeStatus status : NodeStatus.values()) {
            Gauge.builder("outrider.nodes", () -> count(status))
                    .tag("status", status.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        Gauge.builder("outrider.nodes.slots", this::slots).register(meters);
    }

    private long count(NodeStatus status) {
        return directory.all().stream().filter(node -> node.status() == status).count();
    }

    private int slots() {
        return directory.all().stream()
                .filter(node -> node.status() == NodeStatus.ONLINE)
                .mapToInt(node -> node.slots())
                .sum();
    }
}
