package io.outrider.build.log.application;

import io.outrider.build.BuildId;
import io.outrider.build.log.application.LogStore.Part;
import io.outrider.build.log.domain.LogLine;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a log in parts, in the order of the lines, each line once. */
@ApplicationScoped
public class FollowingLog {
    private static final int PART = 1_000;
    /** Pause when nothing new is there: a person does not notice it. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final LogStore store;

    FollowingLog(LogStore store) {
        this.store = store;
    }

    /** All that is there now. */
    public Multi<LogLine> now(BuildId build) {
        AtomicLong position = new AtomicLong();
        return Multi.createBy()
                .repeating()
                .uni(() -> next(build, position))
                .whilst(part -> part.lines().size() == PART)
                .onItem()
                .transformToMultiAndConcatenate(part -> Multi.createFrom().iterable(part.lines()));
    }

    /** All after a number, as it comes; parts without lines say that the build is still at it. Ends when the build has ended. */
    public Multi<Part> follow(BuildId build, long after) {
        AtomicLong position = new AtomicLong(after);
        return Multi.createBy()
                .repeating()
                .uni(() -> next(build, position).chain(FollowingLog::pauseIfEmpty))
                .whilst(part -> !part.last());
    }

    private Uni<Part> next(BuildId build, AtomicLong position) {
        return store.after(build, position.get(), PART).invoke(part -> {
            if (!part.lines().isEmpty()) {
                position.set(part.lines().getLast().seq());
            }
        });
    }

    private static Uni<Part> pauseIfEmpty(Part part) {
        Uni<Part> same = Uni.createFrom().item(part);
        return part.lines().isEmpty() && !part.last() ? same.onItem().delayIt().by(PAUSE) : same;
    }
}
