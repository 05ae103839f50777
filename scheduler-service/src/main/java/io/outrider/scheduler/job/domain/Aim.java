package io.outrider.scheduler.job.domain;

import io.outrider.labels.LabelSelector;
import io.outrider.labels.Requirement;
import io.outrider.scheduler.node.domain.Ability;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a job should run: on a node, on one node of many, or on each of them.
 *
 * @param node this node; null: by selector
 * @param selector nodes with these labels; null: any node
 * @param all one task on each matching node instead of one task on any
 */
public record Aim(@Nullable String node, @Nullable String selector, boolean all) {

    /**
     * Returns this aim with any node narrowed to any that is able to. A named node, and each of all nodes, is meant in any case: it says
     * by itself what it cannot, and none is left out in silence.
     */
    public Aim narrowed(Ability ability) {
        if (node != null || all) {
            return this;
        }
        List<Requirement> requirements = new ArrayList<>(selected().requirements());
        if (!requirements.contains(ability.requirement())) {
            requirements.add(ability.requirement());
        }
        return new Aim(null, new LabelSelector(requirements).toString(), false);
    }

    private LabelSelector selected() {
        return selector == null ? LabelSelector.everything() : LabelSelector.parse(selector);
    }

    /** Returns the target of the only task of a job that does not want all nodes. */
    public Target target(String project) {
        return node != null ? new Target.Named(project, new NodeName(node)) : new Target.Selected(project, selected());
    }
}
