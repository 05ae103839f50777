package io.outrider.scheduler.node.domain;

/** Name of a node, unique in the installation. */
public record NodeName(String value) implements Comparable<NodeName> {

    @Override
    public int compareTo(NodeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
