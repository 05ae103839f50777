package io.outrider.gateway.node.domain;

import java.util.List;
import java.util.Map;

/**
 * What a node says of itself in a poll.
 *
 * @param session of its agent
 * @param labels with those of its token, which win
 */
public record NodeReport(
        String session,
        String agentVersion,
        int slots,
        int freeSlots,
        Map<String, String> labels,
        Map<String, String> facts,
        List<String> runtimes) {

    public NodeReport {
        labels = Map.copyOf(labels);
        facts = Map.copyOf(facts);
        runtimes = List.copyOf(runtimes);
    }

    /** Tells whether anything but the number of free slots differs. */
    boolean differsFrom(NodeReport other) {
        return !withFreeSlots(other.freeSlots).equals(other);
    }

    private NodeReport withFreeSlots(int free) {
        return new NodeReport(session, agentVersion, slots, free, labels, facts, runtimes);
    }
}
