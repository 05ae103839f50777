package io.outrider.k8s.node.application;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as a node.
 *
 * @param status ONLINE, STALE or OFFLINE
 * @param reason why it is not online
 */
public record NodeReport(
        String name,
        String executor,
        Standing status,
        @Nullable String reason,
        Map<String, String> labels,
        Map<String, String> facts,
        int slots,
        int freeSlots) {

    /** Whether tasks can be sent there. */
    public enum Standing {
        ONLINE,
        STALE,
        OFFLINE
    }
}
