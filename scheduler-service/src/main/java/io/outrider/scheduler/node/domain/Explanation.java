package io.outrider.scheduler.node.domain;

import io.outrider.labels.LabelSelector;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why nobody takes a task, for the person who waits for it. */
public final class Explanation {

    private static final int NAMES_SHOWN = 5;

    private Explanation() {}

    /** Returns the reason, from the nodes that match and all that are known. */
    public static String of(Target target, List<Node> matching, List<Node> known) {
        if (matching.isEmpty()) {
            return unable(target, known).orElse("no node matches " + target + " (" + knownNodes(known) + ")");
        }
        List<Node> online = matching.stream()
                .filter(node -> node.status() == NodeStatus.ONLINE)
                .toList();
        if (online.isEmpty()) {
            return matching.size() == 1
                    ? "node " + matching.getFirst().name() + " is "
                            + matching.getFirst().status()
                    : "none of the " + matching.size() + " matching nodes is online (" + names(matching) + ")";
        }
        return online.size() == 1
                ? "node " + online.getFirst().name() + " is busy"
                : "all " + online.size() + " matching nodes are busy";
    }

    /** Where nodes would match but for what they can run, that is what someone has to know. */
    private static Optional<String> unable(Target target, List<Node> known) {
        if (!(target instanceof Target.Selected(String project, LabelSelector selector))) {
            return Optional.empty();
        }
        return Ability.askedBy(selector).flatMap(ability -> {
            Target.Selected others = new Target.Selected(project, selector.without(ability.requirement()));
            return known.stream()
                    .filter(others::matches)
                    .findFirst()
                    .map(node -> "no node "
                            + (others.selector().requirements().isEmpty() ? "" : "matches " + others + " and ")
                            + "has the runtime " + ability.runtimes() + " (" + node.name() + " has " + runtimes(node)
                            + ")");
        });
    }

    private static String runtimes(Node node) {
        return node.runtimes().isEmpty() ? "none" : String.join(", ", node.runtimes());
    }

    private static String knownNodes(List<Node> known) {
        return switch (known.size()) {
            case 0 -> "no nodes known; enrol one with: outrider node enrol";
            case 1 -> "1 node known: " + names(known);
            default -> known.size() + " nodes known: " + names(known);
        };
    }

    private static String names(List<Node> nodes) {
        String first = nodes.stream()
                .limit(NAMES_SHOWN)
                .map(node -> node.name() + (node.status() == NodeStatus.ONLINE ? "" : " " + node.status()))
                .collect(Collectors.joining(", "));
        return nodes.size() > NAMES_SHOWN ? first + ", …" : first;
    }
}
