package io.outrider.reactor.reaction.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler says of a job.
 *
 * @param endedAt null while it goes on
 */
public record JobNews(UUID job, String status, @Nullable Instant endedAt) {}
