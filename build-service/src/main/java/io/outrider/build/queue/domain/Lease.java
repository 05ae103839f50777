package io.outrider.build.queue.domain;

import java.time.Instant;

/**
 * The right of one builder to one attempt.
 *
 * @param owner instance that builds
 * @param until when the right ends unless it is renewed
 */
public record Lease(String owner, Instant until) {
    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
