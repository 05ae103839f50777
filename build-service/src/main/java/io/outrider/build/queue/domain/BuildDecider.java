package io.outrider.build.queue.domain;

import io.outrider.build.queue.domain.BuildChange.Claimed;
import io.outrider.build.queue.domain.BuildChange.Completed;
import io.outrider.build.queue.domain.BuildChange.Ended;
import io.outrider.build.queue.domain.BuildChange.Renewed;
import io.outrider.build.queue.domain.BuildChange.Requeued;
import io.outrider.build.queue.domain.BuildChange.Stopped;
import io.outrider.build.queue.domain.BuildCommand.Abandon;
import io.outrider.build.queue.domain.BuildCommand.Cancel;
import io.outrider.build.queue.domain.BuildCommand.Claim;
import io.outrider.build.queue.domain.BuildCommand.Complete;
import io.outrider.build.queue.domain.BuildCommand.Expire;
import io.outrider.build.queue.domain.BuildCommand.GiveUp;
import io.outrider.build.queue.domain.BuildCommand.Renew;
import io.outrider.build.queue.domain.BuildCommand.Reuse;
import io.outrider.build.queue.domain.BuildDecision.Accepted;
import io.outrider.build.queue.domain.BuildDecision.Refused;
import io.outrider.build.queue.domain.BuildState.Building;
import io.outrider.build.queue.domain.BuildState.Cancelled;
import io.outrider.build.queue.domain.BuildState.Failed;
import io.outrider.build.queue.domain.BuildState.Queued;
import io.outrider.build.queue.domain.BuildState.Succeeded;
import java.time.Instant;

/** The rules of a build's life. A terminal state refuses everything; an attempt belongs to one claim only. */
public final class BuildDecider {
    private final BuildLimits limits;

    public BuildDecider(BuildLimits limits) {
        this.limits = limits;
    }

    /** A build as it begins. */
    public Queued begin(Instant now) {
        return new Queued(0, now, now.plus(limits.queueDeadline()), "waits for a free builder");
    }

    /** Decides without changing anything. */
    public BuildDecision decide(BuildState state, BuildCommand command, Instant now) {
        return switch (state) {
            case Queued queued -> whenQueued(queued, command, now);
            case Building building -> whenBuilding(building, command, now);
            case Succeeded done -> terminal(done);
            case Failed done -> terminal(done);
            case Cancelled done -> terminal(done);
        };
    }

    private BuildDecision whenQueued(Queued queued, BuildCommand command, Instant now) {
        return switch (command) {
            case Claim claim -> claim(queued, claim, now);
            case Reuse reuse -> new Accepted(new Completed(reuse.image(), true, now));
            case Cancel cancel -> new Accepted(new Stopped("cancelled by " + cancel.by(), now));
            case Expire ignored ->
                now.isBefore(queued.deadline())
                        ? new Refused("still has time to wait")
                        : new Accepted(new Ended(
                                "Expected a builder within " + limits.queueDeadline() + ", but none was free; last: "
                                        + queued.reason(),
                                now));
            case Renew renew -> stale(renew.attempt(), queued);
            case Complete complete -> stale(complete.attempt(), queued);
            case GiveUp giveUp -> stale(giveUp.attempt(), queued);
            case Abandon ignored -> new Refused("has no owner");
        };
    }

    private BuildDecision claim(Queued queued, Claim claim, Instant now) {
        if (now.isBefore(queued.notBefore())) {
            return new Refused("waits until " + queued.notBefore());
        }
        Lease lease = new Lease(claim.owner(), now.plus(limits.lease()));
        return new Accepted(new Claimed(queued.attempt() + 1, lease, now, now.plus(limits.buildDeadline())));
    }

    private BuildDecision whenBuilding(Building building, BuildCommand command, Instant now) {
        return switch (command) {
            case Claim ignored ->
                new Refused("is being built by " + building.lease().owner());
            case Reuse ignored -> new Refused("is being built already");
            case Cancel cancel -> new Accepted(new Stopped("cancelled by " + cancel.by(), now));
            case Expire ignored -> expire(building, now);
            case Renew renew ->
                building.isHeldBy(renew.attempt(), renew.owner())
                        ? renew(building, now)
                        : stale(renew.attempt(), building);
            case Complete complete ->
                building.isHeldBy(complete.attempt(), complete.owner())
                        ? new Accepted(new Completed(complete.image(), false, now))
                        : stale(complete.attempt(), building);
            case GiveUp giveUp ->
                building.isHeldBy(giveUp.attempt(), giveUp.owner())
                        ? giveUp(building, giveUp, now)
                        : stale(giveUp.attempt(), building);
            case Abandon abandon ->
                building.lease().owner().equals(abandon.owner())
                        ? again(building, abandon.owner() + " stopped in the middle", now)
                        : new Refused("belongs to " + building.lease().owner());
        };
    }

    private BuildDecision renew(Building building, Instant now) {
        return now.isBefore(building.deadline())
                ? new Accepted(new Renewed(new Lease(building.lease().owner(), now.plus(limits.lease()))))
                : expire(building, now);
    }

    private BuildDecision expire(Building building, Instant now) {
        if (!now.isBefore(building.deadline())) {
            return new Accepted(
                    new Ended("Expected to build within " + limits.buildDeadline() + ", but it took longer", now));
        }
        return building.lease().isOver(now)
                ? again(building, building.lease().owner() + " was not heard of any more", now)
                : new Refused("is alive until " + building.lease().until());
    }

    private BuildDecision giveUp(Building building, GiveUp giveUp, Instant now) {
        return giveUp.retryable()
                ? again(building, giveUp.reason(), now)
                : new Accepted(new Ended(giveUp.reason(), now));
    }

    private BuildDecision again(Building building, String reason, Instant now) {
        if (building.attempt() >= limits.maxAttempts()) {
            return new Accepted(new Ended(
                    "Expected to build in " + limits.maxAttempts() + " attempts, but the last failed as well: "
                            + reason,
                    now));
        }
        Instant notBefore = now.plus(limits.backoffAfter(building.attempt()));
        return new Accepted(new Requeued(
                notBefore,
                notBefore.plus(limits.queueDeadline()),
                "attempt " + building.attempt() + " failed: " + reason));
    }

    private static BuildDecision stale(int attempt, BuildState state) {
        return new Refused(
                "attempt " + attempt + " is over, the build is " + state.status() + " with attempt " + state.attempt());
    }

    private static BuildDecision terminal(BuildState state) {
        return new Refused("the build is already " + state.status());
    }
}
