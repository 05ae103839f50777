package io.outrider.scheduler.job.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.scheduler.job.domain.Aim;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as somebody asks for it, before it is known whether it can be.
 *
 * @param version null: the latest
 * @param timeout null: the scheduler's default
 * @param backoff null: the scheduler's default
 * @param key the sender's Idempotency-Key
 */
public record JobWish(
        JobId id,
        String project,
        String template,
        @Nullable String version,
        String method,
        ObjectNode parameters,
        Aim aim,
        @Nullable Duration timeout,
        int retries,
        @Nullable Duration backoff,
        @Nullable String event,
        @Nullable String reaction,
        int causationDepth,
        String requestedBy,
        Instant at,
        Job.Origin origin,
        @Nullable String key) {}
