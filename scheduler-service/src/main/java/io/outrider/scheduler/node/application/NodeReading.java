package io.outrider.scheduler.node.application;

import io.outrider.labels.LabelSelector;
import io.outrider.scheduler.node.domain.Node;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes to read. */
public interface NodeReading {

    /** Returns the node; null when there is none. */
    Uni<@Nullable Node> find(String name);

    /** Returns nodes by name, beginning behind {@code after}; null status: all but removed ones. */
    Uni<List<Node>> list(String project, LabelSelector selector, @Nullable String status, String after, int limit);
}
