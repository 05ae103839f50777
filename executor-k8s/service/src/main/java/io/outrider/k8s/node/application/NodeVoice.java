package io.outrider.k8s.node.application;

import java.time.Instant;

/** What is said of the node. */
public interface NodeVoice {

    void say(NodeReport report, Instant lastSeen, Instant now);
}
