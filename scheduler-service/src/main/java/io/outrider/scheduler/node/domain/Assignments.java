package io.outrider.scheduler.node.domain;

import java.util.List;

/** Who got which node, and who got none; both in the order in which they asked. */
public record Assignments<T>(List<Given<T>> given, List<T> left) {

    public record Given<T>(T what, NodeName node) {}
}
