package io.outrider.scheduler.deadletter.application;

import io.outrider.scheduler.deadletter.domain.DeadLetter;
import io.outrider.scheduler.deadletter.domain.KeptLetter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Puts a dead letter back onto the topic that it came from, as it was. The consumer that gave up on it handles it now;
 * the others drop it, because they have seen its event id. Replaying twice is harmless for the same reason.
 */
@ApplicationScoped
public class Replaying {

    private static final Duration BROKER_ANSWERS_WITHIN = Duration.ofSeconds(10);

    /** Where letters go. */
    public interface Post {

        /** Completes when the broker has the record. */
        Uni<Void> send(DeadLetter letter);
    }

    private final DeadLetterRows rows;
    private final Post post;
    private final Clock clock;

    Replaying(DeadLetterRows rows, Post post, Clock clock) {
        this.rows = rows;
        this.post = post;
        this.clock = clock;
    }

    /** Returns the letter after it was put back; null when there is none. */
    public Uni<@Nullable KeptLetter> replay(long id, String user) {
        return rows.find(id)
                .onItem()
                .ifNotNull()
                .transformToUni(kept -> post.send(kept.letter())
                        .ifNoItem()
                        .after(BROKER_ANSWERS_WITHIN)
                        .fail()
                        .chain(() -> rows.replayed(id, user, clock.instant()))
                        .chain(() -> rows.find(id)));
    }
}
