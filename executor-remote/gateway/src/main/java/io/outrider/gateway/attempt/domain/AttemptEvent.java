package io.outrider.gateway.attempt.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to an attempt, for the scheduler. */
public sealed interface AttemptEvent {

    int epoch();

    String node();

    /** The node took it. */
    record Accepted(int epoch, String node) implements AttemptEvent {}

    /** Its process began. */
    record Started(int epoch, String node, Instant at) implements AttemptEvent {}

    /** It is over; nothing follows in this epoch. */
    record Finished(
            int epoch,
            String node,
            Outcome outcome,
            boolean reported,
            @Nullable Instant startedAt,
            @Nullable String reason)
            implements AttemptEvent {}
}
