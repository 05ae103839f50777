package io.outrider.reactor.reaction.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job that a firing started.
 *
 * @param status as the scheduler last said; null: it said nothing yet
 */
public record KnownJob(
        UUID job,
        UUID firing,
        @Nullable String status,
        @Nullable Instant endedAt) {}
