package io.outrider.scheduler.node.domain;

/** What an executor says about reaching a node. Only ONLINE nodes get tasks; one missed poll makes it STALE. */
public enum NodeStatus {
    ONLINE,
    STALE,
    OFFLINE,
    REMOVED;

    /** Returns whether tasks that the node has not accepted should be taken back. */
    public boolean isGone() {
        return this == OFFLINE || this == REMOVED;
    }
}
