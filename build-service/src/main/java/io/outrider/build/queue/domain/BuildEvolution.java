package io.outrider.build.queue.domain;

import io.outrider.build.queue.domain.BuildChange.Claimed;
import io.outrider.build.queue.domain.BuildChange.Completed;
import io.outrider.build.queue.domain.BuildChange.Ended;
import io.outrider.build.queue.domain.BuildChange.Renewed;
import io.outrider.build.queue.domain.BuildChange.Requeued;
import io.outrider.build.queue.domain.BuildChange.Stopped;
import io.outrider.build.queue.domain.BuildState.Building;
import io.outrider.build.queue.domain.BuildState.Cancelled;
import io.outrider.build.queue.domain.BuildState.Failed;
import io.outrider.build.queue.domain.BuildState.Queued;
import io.outrider.build.queue.domain.BuildState.Succeeded;

/** Applies what was decided. */
public final class BuildEvolution {
    private BuildEvolution() {}

    /**
     * Returns the state after the change.
     *
     * @throws IllegalStateException when the change was not decided on this state
     */
    public static BuildState evolve(BuildState state, BuildChange change) {
        return switch (change) {
            case Claimed claimed -> new Building(claimed.attempt(), claimed.lease(), claimed.at(), claimed.deadline());
            case Renewed renewed -> renew(state, renewed);
            case Requeued requeued ->
                new Queued(state.attempt(), requeued.notBefore(), requeued.deadline(), requeued.reason());
            case Completed done -> new Succeeded(state.attempt(), done.image(), done.reused(), done.at());
            case Ended ended -> new Failed(state.attempt(), ended.reason(), ended.at());
            case Stopped stopped -> new Cancelled(state.attempt(), stopped.reason(), stopped.at());
        };
    }

    private static BuildState renew(BuildState state, Renewed renewed) {
        if (state instanceof Building building) {
            return new Building(building.attempt(), renewed.lease(), building.startedAt(), building.deadline());
        }
        throw new IllegalStateException("Expected to renew a build in progress, but it is " + state.status());
    }
}
