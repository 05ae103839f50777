package io.outrider.build.queue.application;

import io.outrider.build.BuildId;
import io.outrider.build.queue.application.BuildStore.Selection;
import io.outrider.build.queue.domain.BuildCommand.Cancel;
import io.outrider.build.queue.domain.BuildDecider;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Cancels a build. The state ends at once; its builder is stopped right away if it is on this instance, and with its next
 * renewal elsewhere.
 */
@ApplicationScoped
public class CancellingBuild {
    private final BuildStore store;
    private final BuildDecider decider;
    private final RunningBuilds running;
    private final BuildLoop loop;

    CancellingBuild(BuildStore store, BuildDecider decider, RunningBuilds running, BuildLoop loop) {
        this.store = store;
        this.decider = decider;
        this.running = running;
        this.loop = loop;
    }

    /** Says whether this call was what ended the build. Blocks. */
    public boolean cancel(BuildId id, String by) {
        boolean changed = !store.change(
                        new Selection.One(id),
                        1,
                        (candidate, now) -> decider.decide(candidate.build().state(), new Cancel(by), now))
                .isEmpty();
        if (changed) {
            running.stop(id);
            loop.wake();
        }
        return changed;
    }
}
