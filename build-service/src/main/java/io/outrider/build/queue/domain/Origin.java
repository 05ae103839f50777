package io.outrider.build.queue.domain;

import org.jspecify.annotations.Nullable;

/** The message that asked for a build, so that what the build says continues its chain. */
public record Origin(
        String messageId,
        String correlationId,
        String actor,
        @Nullable String traceparent) {}
