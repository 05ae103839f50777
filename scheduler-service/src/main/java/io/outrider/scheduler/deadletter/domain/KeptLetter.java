package io.outrider.scheduler.deadletter.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is kept.
 *
 * @param id rises with time
 * @param replayedAt when it was last put back onto its topic; null: never
 */
public record KeptLetter(
        long id,
        DeadLetter letter,
        @Nullable Instant replayedAt,
        @Nullable String replayedBy) {}
