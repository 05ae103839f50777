package io.outrider.k8s.attempt.application;

import org.jspecify.annotations.Nullable;

/** The chain of messages that an attempt belongs to. */
public record Causation(
        String causationId,
        String correlationId,
        String actor,
        @Nullable String traceparent) {}
