package io.outrider.scheduler.node.domain;

import java.time.Instant;

/** A node and what it has been given. */
public record Place(Node node, Load load) {

    /** Returns how many more tasks this node may be given. */
    public int room(Instant now) {
        return node.status() == NodeStatus.ONLINE ? load.room(node.slots(), now) : 0;
    }

    boolean isOnline() {
        return node.status() == NodeStatus.ONLINE;
    }
}
