package io.outrider.build.queue.application;

import io.outrider.build.queue.application.BuildStore.Selection;
import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildCommand.Claim;
import io.outrider.build.queue.domain.BuildDecider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Takes the next build for this instance. */
@ApplicationScoped
public class ClaimingBuild {
    private final BuildStore store;
    private final BuildDecider decider;
    private final ThisInstance instance;

    ClaimingBuild(BuildStore store, BuildDecider decider, ThisInstance instance) {
        this.store = store;
        this.decider = decider;
        this.instance = instance;
    }

    /** Returns a build in progress that is this instance's, or nothing when none is due. */
    public Optional<Build> next() {
        return store
                .change(
                        new Selection.Claimable(),
                        1,
                        (candidate, now) -> decider.decide(candidate.build().state(), new Claim(instance.owner()), now))
                .stream()
                .findFirst();
    }
}
