package io.outrider.scheduler.node.domain;

import io.outrider.labels.LabelSelector;
import io.outrider.labels.Requirement;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a task asks of a node, and which runtimes can do it. Selectors see what a node can as labels, so that a task waits for a node
 * that runs it, and is not handed in vain to those that do not.
 */
public enum Ability {

    /** To act on the machine itself. */
    HOST("runs.host", Set.of("host")),

    /** To run an isolated task with the machine's own tools. */
    HOST_TOOLS("runs.host-tools", Set.of("sandbox", "process")),

    /** To run an image that a registry has. */
    IMAGE("runs.images", Set.of("docker", "sandbox", "kubernetes")),

    /** To run an image that exists as an archive only; a cluster pulls from registries. */
    IMAGE_ARCHIVE("runs.image-archives", Set.of("docker", "sandbox"));

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // by Set.of
    private final Set<String> runtimes;

    Ability(String label, Set<String> runtimes) {
        this.label = label;
        this.runtimes = runtimes;
    }

    /** Returns what a selector asks for beside labels that people gave. */
    static Optional<Ability> askedBy(LabelSelector selector) {
        return Arrays.stream(values())
                .filter(ability -> selector.requirements().contains(ability.requirement()))
                .findFirst();
    }

    /** Returns what a selector says that wants nodes that can. */
    public Requirement requirement() {
        return new Requirement.Exists(label);
    }

    /** Returns the runtimes that can do it, in the order of their names, for people. */
    String runtimes() {
        return String.join(" or ", new TreeSet<>(runtimes));
    }

    /** Returns a node's labels with those of what it can by its runtimes, and without those of what it cannot. */
    static Map<String, String> labelled(Map<String, String> labels, Collection<String> runtimes) {
        Map<String, String> all = new HashMap<>(labels);
        for (Ability ability : values()) {
            if (Collections.disjoint(ability.runtimes, runtimes)) {
                all.remove(ability.label);
            } else {
                all.put(ability.label, "true");
            }
        }
        return all;
    }
}
