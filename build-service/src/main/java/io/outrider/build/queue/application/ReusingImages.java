package io.outrider.build.queue.application;

import io.outrider.build.image.application.ImageShelf;
import io.outrider.build.image.domain.BuiltImage;
import io.outrider.build.queue.application.BuildStore.Candidate;
import io.outrider.build.queue.application.BuildStore.Selection;
import io.outrider.build.queue.domain.BuildCommand.Reuse;
import io.outrider.build.queue.domain.BuildDecider;
import io.outrider.build.queue.domain.BuildDecision;
import io.outrider.build.queue.domain.BuildDecision.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Ends queued builds whose image is there already. An image that has gone from the shelf is forgotten, so that it is built. */
@ApplicationScoped
public class ReusingImages {
    private static final int BATCH = 100;

    private final BuildStore store;
    private final BuildDecider decider;
    private final ImageShelf shelf;

    ReusingImages(BuildStore store, BuildDecider decider, ImageShelf shelf) {
        this.store = store;
        this.decider = decider;
        this.shelf = shelf;
    }

    /** Returns how many ended. */
    public int run() {
        Set<String> gone = new HashSet<>();
        int ended = store.change(new Selection.Reusable(), BATCH, (candidate, now) -> reuse(candidate, now, gone))
                .size();
        gone.forEach(store::forget);
        return ended;
    }

    private BuildDecision reuse(Candidate candidate, Instant now, Set<String> gone) {
        BuiltImage image = candidate.known();
        if (image == null || !shelf.holds(image)) {
            gone.add(candidate.build().order().fingerprint());
            return new Refused("the image is gone");
        }
        return decider.decide(candidate.build().state(), new Reuse(image), now);
    }
}
