package io.outrider.gateway.node.application;

import io.outrider.gateway.node.domain.NodeReport;
import java.time.Instant;

/** A node with what it said last and when. */
public record NodeView(String name, NodeReport report, Instant lastSeen) {}
