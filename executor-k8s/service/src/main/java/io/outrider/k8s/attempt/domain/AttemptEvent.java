package io.outrider.k8s.attempt.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an attempt came to. */
public sealed interface AttemptEvent {

    record Accepted() implements AttemptEvent {}

    record Started(Instant at) implements AttemptEvent {}

    /**
     * The last word.
     *
     * @param exitCode null if it is unknown or there was none
     * @param reason null if it succeeded
     * @param ran the process ran, so that it may have a log
     */
    record Ended(
            Outcome outcome,
            @Nullable Integer exitCode,
            @Nullable String reason,
            boolean ran) implements AttemptEvent {}
}
