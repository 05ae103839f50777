package io.outrider.scheduler.node.inbound.rest;

import io.outrider.labels.LabelSelector;
import io.outrider.scheduler.node.domain.Node;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A node as users see it. */
@Schema(name = "Node")
public record NodeJson(
        String name,
        String executor,
        String project,

        @Schema(enumeration = {"ONLINE", "STALE", "OFFLINE", "REMOVED"})
        String status,

        @Nullable String reason,
        Map<String, String> labels,
        Map<String, String> facts,
        List<String> runtimes,
        int slots,
        int freeSlots,
        @Nullable String agentVersion,
        Instant lastSeen) {

    static NodeJson of(Node node) {
        Map<String, String> labels = new TreeMap<>(node.labels());
        labels.remove(LabelSelector.NAME);
        return new NodeJson(
                node.name().value(),
                node.executor(),
                node.project(),
                node.status().name(),
                node.reason(),
                labels,
                new TreeMap<>(node.facts()),
                node.runtimes(),
                node.slots(),
                node.freeSlots(),
                node.agentVersion(),
                node.lastSeen());
    }
}
