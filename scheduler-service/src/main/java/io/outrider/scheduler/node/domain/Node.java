package io.outrider.scheduler.node.domain;

import io.outrider.labels.LabelSelector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place where tasks run, as its executor last described it.
 *
 * @param executor {@code remote}, or the name of a cluster's executor
 * @param slots tasks that the node runs side by side
 * @param at when the executor said so; an older description never replaces a newer one
 */
public record Node(
        NodeName name,
        String executor,
        String project,
        NodeStatus status,
        @Nullable String reason,
        Map<String, String> labels,
        Map<String, String> facts,
        List<String> runtimes,
        int slots,
        int freeSlots,
        @Nullable String agentVersion,
        Instant lastSeen,
        Instant at) {

    public Node {
        facts = Map.copyOf(facts);
        runtimes = List.copyOf(runtimes);
        labels = seen(labels, name, runtimes);
    }

    /** Selectors see the name, and what the node can run, as labels. */
    private static Map<String, String> seen(Map<String, String> labels, NodeName name, List<String> runtimes) {
        Map<String, String> all = Ability.labelled(labels, runtimes);
        all.put(LabelSelector.NAME, name.value());
        return Map.copyOf(all);
    }

    /** Returns this node with what its executor says at this moment. */
    public Node with(NodeStatus currentStatus, int currentSlots) {
        return currentStatus == status && currentSlots == slots
                ? this
                : new Node(
                        name,
                        executor,
                        project,
                        currentStatus,
                        reason,
                        labels,
                        facts,
                        runtimes,
                        currentSlots,
                        freeSlots,
                        agentVersion,
                        lastSeen,
                        at);
    }
}
