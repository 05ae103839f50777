package io.outrider.k8s.attempt.application;

import io.outrider.k8s.attempt.domain.AttemptKey;
import org.jspecify.annotations.Nullable;

/**
 * What goes with an attempt besides its rules.
 *
 * @param job the job's id, key of all that is said
 * @param node the cluster's name as a node
 * @param part what it is a part of, for those who react to it
 * @param causation what caused it
 */
public record Papers(AttemptKey key, String job, String node, Part part, Causation causation) {

    /**
     * What an attempt is a part of.
     *
     * @param template null when there was no start, as is the method
     * @param reaction that caused the job
     * @param causationDepth how many reactions led to the job
     */
    public record Part(
            String project,
            @Nullable String template,
            @Nullable String method,
            @Nullable String reaction,
            int causationDepth) {}
}
