package io.outrider.gateway.attempt.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an attempt stands in its newest epoch. Every state that is not ended has a deadline. */
public sealed interface AttemptState {

    int epoch();

    String node();

    /** Given by the agent on acceptance; the same nonce is the same acceptance. */
    String nonce();

    /**
     * Waits for its node to accept it.
     *
     * @param deadline when it is given back
     */
    record Offered(int epoch, String node, String nonce, Instant deadline) implements AttemptState {}

    /**
     * Accepted: the node runs it, or is about to.
     *
     * @param session of the agent that accepted or adopted it; empty if that is not known
     * @param deadline end of the lease
     * @param acceptedAt when the node was allowed to start it
     * @param startedAt when its process began; null until the agent says so
     * @param cancelReason why it has to stop; null unless it has to
     * @param stopBy when its lease is not renewed any more; null unless it has to stop
     */
    record Held(
            int epoch,
            String node,
            String nonce,
            String session,
            Instant deadline,
            Instant acceptedAt,
            @Nullable Instant startedAt,
            @Nullable String cancelReason,
            @Nullable Instant stopBy)
            implements AttemptState {

        /** Returns when the process began at the earliest: who does not know must not say that it never did. */
        Instant mayHaveStartedAt() {
            return startedAt == null ? acceptedAt : startedAt;
        }

        boolean isToHaveStopped(Instant now) {
            return stopBy != null && !now.isBefore(stopBy);
        }

        Held until(Instant end) {
            Instant last = stopBy != null && stopBy.isBefore(end) ? stopBy : end;
            return new Held(epoch, node, nonce, session, last, acceptedAt, startedAt, cancelReason, stopBy);
        }

        Held started(Instant at) {
            return new Held(epoch, node, nonce, session, deadline, acceptedAt, at, cancelReason, stopBy);
        }

        Held cancelling(String reason, Instant by) {
            return new Held(epoch, node, nonce, session, deadline, acceptedAt, startedAt, reason, by);
        }

        Held adoptedBy(String newSession) {
            return new Held(epoch, node, nonce, newSession, deadline, acceptedAt, startedAt, cancelReason, stopBy);
        }
    }

    /**
     * Over for this epoch, for ever.
     *
     * @param reported true if the agent said so, and not this gateway
     */
    record Ended(int epoch, String node, String nonce, Outcome outcome, boolean reported, Instant at)
            implements AttemptState {}
}
