package io.outrider.gateway.attempt.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What scheduler, agents and clock want of an attempt. */
public sealed interface AttemptCommand {

    /** The scheduler hands the attempt to a node; given back at {@code queueUntil} if the node never takes it. */
    record Start(int epoch, String node, String nonce, Instant queueUntil) implements AttemptCommand {}

    /** The scheduler hands over what no node here can run. */
    record Decline(int epoch, String node, String reason) implements AttemptCommand {}

    /**
     * The scheduler wants it stopped.
     *
     * @param stopBy when its node may not hold it any more, whatever it says; without the grace period of the task, which the
     *     scheduler's command does not name
     */
    record Cancel(int epoch, String node, String reason, Instant stopBy) implements AttemptCommand {

        /** Returns the same with the grace period of the task. */
        public Cancel withGrace(Duration grace) {
            return new Cancel(epoch, node, reason, stopBy.plus(grace));
        }
    }

    /** An agent takes the offer. */
    record Accept(int epoch, String node, String nonce, String session, Instant leaseUntil) implements AttemptCommand {}

    /** An agent says that the process runs. */
    record ReportStart(int epoch, String node, Instant startedAt, Instant leaseUntil) implements AttemptCommand {}

    /** An agent says how it ended. */
    record ReportEnd(
            int epoch,
            String node,
            Outcome outcome,
            @Nullable String reason) implements AttemptCommand {}

    /** An agent still has it in hand. */
    record Renew(int epoch, String node, Instant leaseUntil) implements AttemptCommand {}

    /** An agent that has begun a new session says that it has it in hand. */
    record Adopt(int epoch, String node, String session) implements AttemptCommand {}

    /** An agent that has begun a new session does not have it. */
    record Miss(int epoch, String node, String session) implements AttemptCommand {}

    /** The agent had the offer for long enough and did not take it. */
    record Lapse(int epoch, String reason) implements AttemptCommand {}

    /** The clock reached a deadline, perhaps. */
    record Expire() implements AttemptCommand {}

    /** The node may not take part any more. */
    record Revoke() implements AttemptCommand {}
}
