package io.outrider.scheduler.node.application;

import io.outrider.scheduler.node.domain.Explanation;
import io.outrider.scheduler.node.domain.Load;
import io.outrider.scheduler.node.domain.Node;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.NodeStatus;
import io.outrider.scheduler.node.domain.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The nodes as this instance knows them: at once when it heard of a change itself, within seconds when another replica
 * did. It only proposes candidates and explains; whether a node has room is decided on the locked rows.
 */
@ApplicationScoped
public class NodeDirectory {

    /** More candidates than this for one target would not be used in one round. */
    private static final int CANDIDATES = 64;

    private final Map<NodeName, Node> nodes = new ConcurrentHashMap<>();
    private final Map<NodeName, Load> loads = new ConcurrentHashMap<>();

    /** Takes in a description unless a newer one is known. */
    public void put(Node node) {
        nodes.merge(node.name(), node, (known, heard) -> heard.at().isBefore(known.at()) ? known : heard);
    }

    /** Remembers roughly how loaded a node is. */
    public void put(NodeName name, Load load) {
        loads.put(name, load);
    }

    public Optional<Node> find(NodeName name) {
        return Optional.ofNullable(nodes.get(name));
    }

    public Collection<Node> all() {
        return nodes.values();
    }

    /** Returns the least loaded online nodes that match. */
    public List<NodeName> candidates(Target target) {
        if (target instanceof Target.Named named) {
            return nodes.containsKey(named.node()) ? List.of(named.node()) : List.of();
        }
        return nodes.values().stream()
                .filter(node -> node.status() == NodeStatus.ONLINE && node.slots() > 0 && target.matches(node))
                .sorted(Comparator.comparingDouble(this::share))
                .limit(CANDIDATES)
                .map(Node::name)
                .toList();
    }

    /** Returns online nodes that hold least for their size, at most as many as one round looks at. */
    public List<NodeName> lightest() {
        return nodes.values().stream()
                .filter(node -> node.status() == NodeStatus.ONLINE && node.slots() > 0)
                .sorted(Comparator.comparingDouble(this::share))
                .limit(4 * CANDIDATES)
                .map(Node::name)
                .toList();
    }

    /** Returns the nodes that a job for all nodes runs on: online or not, but not removed. */
    public List<Node> matching(Target target) {
        return nodes.values().stream()
                .filter(node -> node.status() != NodeStatus.REMOVED && target.matches(node))
                .sorted(Comparator.comparing(Node::name))
                .toList();
    }

    /** Returns why nobody takes a task with this target. */
    public String explain(Target target) {
        List<Node> known = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.project().equals(target.project()) && node.status() != NodeStatus.REMOVED) {
                known.add(node);
            }
        }
        known.sort(Comparator.comparing(Node::name));
        return Explanation.of(target, known.stream().filter(target::matches).toList(), known);
    }

    private double share(Node node) {
        Load load = loads.get(node.name());
        return load == null ? 0 : (double) load.outstanding() / node.slots();
    }
}
