package io.outrider.reactor.reaction.domain;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job to start: a {@link JobRule} filled by an event. */
public record JobOrder(
        UUID jobId,
        String template,
        @Nullable String version,
        String method,
        Map<String, @Nullable Object> parameters,
        @Nullable String node,
        @Nullable String selector,
        boolean allNodes,
        int timeoutSeconds,
        int retries,
        int backoffSeconds) {}
