package io.outrider.scheduler.deadletter.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.deadletter.domain.DeadLetter;
import io.outrider.scheduler.deadletter.domain.KeptLetter;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kept dead letters. */
public interface DeadLetterRows {

    /** Keeps letters; one record that one consumer gave up twice is kept once, with the last reason. */
    void keep(OpenTransaction tx, List<DeadLetter> letters);

    /** Returns the letter; null when there is none. */
    Uni<@Nullable KeptLetter> find(long id);

    /** Returns letters, the newest first, at most so many, with an id below {@code before}. */
    Uni<List<KeptLetter>> list(@Nullable String topic, long before, int limit);

    /** Takes note that a letter was put back. */
    Uni<Void> replayed(long id, String by, Instant at);
}
