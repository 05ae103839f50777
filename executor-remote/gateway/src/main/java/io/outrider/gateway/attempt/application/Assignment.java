package io.outrider.gateway.attempt.application;

import io.outrider.protocol.TaskSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes with a start and is kept beside the state.
 *
 * @param spec as the agent gets it; null if nobody will
 * @param blobs hashes that the node may fetch for it
 * @param part of what it is a part, for the events that follow
 * @param causation of the command, for the events that follow
 */
public record Assignment(
        String job,
        String project,
        int graceSeconds,
        @Nullable TaskSpec spec,
        List<String> blobs,
        Part part,
        Causation causation) {

    /**
     * What the task is a part of, for those who react to it.
     *
     * @param template null when no start could be read, as is the method
     * @param reaction that caused the job
     * @param causationDepth how many reactions led to the job
     */
    public record Part(
            @Nullable String template,
            @Nullable String method,
            @Nullable String reaction,
            int causationDepth) {}

    /** The envelope attributes that events about the attempt carry on. */
    public record Causation(
            String causationId,
            String correlationId,
            String actor,
            @Nullable String traceparent) {}
}
