package io.outrider.gateway.node.application;

/** Whether a node is there. */
public enum NodeStanding {
    ONLINE,
    /** One poll is missing. */
    STALE,
    /** Three polls are missing. */
    OFFLINE
}
