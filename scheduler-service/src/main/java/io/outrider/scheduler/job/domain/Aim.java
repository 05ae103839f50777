package io.outrider.scheduler.job.domain;

import io.outrider.labels.LabelSelector;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where a job should run: on a node, on one node of many, or on each of them.
 *
 * @param node this node; null: by selector
 * @param selector nodes with these labels; null: any node
 * @param all one task on each matching node instead of one task on any
 */
public record Aim(@Nullable String node, @Nullable String selector, boolean all) {

    /** Returns the target of the only task of a job that does not want all nodes. */
    public Target target(String project) {
        return node != null
                ? new Target.Named(project, new NodeName(node))
                : new Target.Selected(
                        project, selector == null ? LabelSelector.everything() : LabelSelector.parse(selector));
    }
}
