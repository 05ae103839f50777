package io.outrider.scheduler.job.domain;

import io.outrider.scheduler.task.domain.OnLost;
import io.outrider.scheduler.task.domain.Patience;
import io.outrider.scheduler.task.domain.TaskPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for; never changes. What became of it is a {@link JobState}.
 *
 * @param version pinned at submission; null when the template was unknown and the job failed at once
 * @param parameters JSON object: given, fixed and default values together
 * @param sensitive names of parameters that nobody may read
 * @param event the CloudEvent that caused it, as JSON
 * @param reaction name of the reaction that caused it
 * @param causationDepth how many reactions led to it
 */
public record Job(
        JobId id,
        String project,
        String template,
        @Nullable String version,
        String method,
        String parameters,
        List<String> sensitive,
        Aim aim,
        Duration timeout,
        int retries,
        Duration backoff,
        OnLost onLost,
        @Nullable String event,
        @Nullable String reaction,
        int causationDepth,
        String createdBy,
        Instant createdAt,
        Origin origin) {

    /** The request's place in a chain of messages. */
    public record Origin(
            String correlationId,
            @Nullable String causationId,
            @Nullable String traceparent) {}

    /** Returns what holds for each of its tasks. */
    public TaskPolicy policy(Patience patience) {
        return new TaskPolicy(timeout, retries, backoff, onLost, patience);
    }
}
