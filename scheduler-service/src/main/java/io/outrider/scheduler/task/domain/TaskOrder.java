package io.outrider.scheduler.task.domain;

import io.outrider.scheduler.node.domain.NodeName;

/** What an executor is told, committed together with the state that expects it. */
public sealed interface TaskOrder {

    Fence fence();

    NodeName node();

    record Start(Fence fence, NodeName node) implements TaskOrder {}

    record Cancel(Fence fence, NodeName node, String reason) implements TaskOrder {}
}
