package io.outrider.scheduler.node.domain;

import io.outrider.labels.LabelSelector;

/** Where a task may run. */
public sealed interface Target {

    /** Nodes of other projects are never chosen. */
    String project();

    boolean matches(Node node);

    /** The queue in which tasks of this target wait; equal targets share a queue. */
    String queue();

    /** Exactly this node. */
    record Named(String project, NodeName node) implements Target {
        @Override
        public boolean matches(Node candidate) {
            return candidate.name().equals(node) && candidate.project().equals(project);
        }

        @Override
        public String queue() {
            return queueOf(project, node);
        }

        /** The queue of tasks for this very node. */
        public static String queueOf(String project, NodeName node) {
            return "n:" + project + "/" + node;
        }

        @Override
        public String toString() {
            return "node " + node;
        }
    }

    /** Any node with these labels. */
    record Selected(String project, LabelSelector selector) implements Target {
        @Override
        public boolean matches(Node candidate) {
            return candidate.project().equals(project) && selector.matches(candidate.labels());
        }

        @Override
        public String queue() {
            return queuesOf(project) + selector;
        }

        /** What the queues of all selectors of a project begin with. */
        public static String queuesOf(String project) {
            return "s:" + project + "/";
        }

        @Override
        public String toString() {
            return selector.requirements().isEmpty() ? "any node" : selector.toString();
        }
    }

    /** Reads a queue's name back. */
    static Target ofQueue(String queue) {
        int slash = queue.indexOf('/');
        String project = queue.substring(2, slash);
        String rest = queue.substring(slash + 1);
        return queue.startsWith("n:")
                ? new Named(project, new NodeName(rest))
                : new Selected(project, LabelSelector.parse(rest));
    }
}
