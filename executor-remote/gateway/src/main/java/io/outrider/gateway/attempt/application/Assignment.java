package io.outrider.gateway.attempt.application;

import io.outrider.protocol.TaskSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes with a start and is kept beside the state.
 *
 * @param spec as the agent gets it; null if nobody will
 * @param blobs hashes that the node may fetch for it
 * @param causation of the command, for the events that follow
 */
public record Assignment(
        String job,
        String project,
        int graceSeconds,
        @Nullable TaskSpec spec,
        List<String> blobs,
        Causation causation) {

    /** The envelope attributes that events about the attempt carry on. */
    public record Causation(
            String causationId,
            String correlationId,
            String actor,
            @Nullable String traceparent) {}
}
