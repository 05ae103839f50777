package io.outrider.build.queue.domain;

/** A build: what was asked for, and where it stands. */
public record Build(BuildOrder order, BuildState state) {

    /** The build after a change. */
    public Build after(BuildChange change) {
        return new Build(order, BuildEvolution.evolve(state, change));
    }
}
