package io.outrider.build.queue.domain;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param maxAttempts attempts of one build before it has failed
 * @param lease life of a lease without renewal
 * @param buildDeadline longest attempt
 * @param queueDeadline longest wait for a builder
 * @param backoff pause before the second attempt; doubled for each further one
 */
public record BuildLimits(
        int maxAttempts, Duration lease, Duration buildDeadline, Duration queueDeadline, Duration backoff) {
    public BuildLimits {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("Expected at least one attempt, but there are " + maxAttempts);
        }
    }

    /** The pause after this many attempts. */
    Duration backoffAfter(int attempts) {
        // Six doublings are a minute for the usual second; more would only hide a broken builder.
        return backoff.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 6));
    }
}
