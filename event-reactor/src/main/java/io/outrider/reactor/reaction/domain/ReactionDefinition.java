package io.outrider.reactor.reaction.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reaction as its author wrote it, checked.
 *
 * @param on name or glob of the event's type
 * @param matchLabels a label selector
 * @param matchExpression an expression; when it does not hold, the event is none of this reaction's business
 * @param when an expression; when it does not hold, the decision log says so
 */
public record ReactionDefinition(
        String name,
        String on,
        @Nullable String matchLabels,
        @Nullable String matchExpression,
        @Nullable String when,
        List<Job> jobs) {

    public ReactionDefinition {
        jobs = List.copyOf(jobs);
    }

    /**
     * A job to start.
     *
     * @param version null: the latest
     * @param parameters texts in it may hold expressions
     * @param node a node's name, may hold expressions
     * @param targets a label selector, may hold expressions
     */
    public record Job(
            String template,
            @Nullable String version,
            String method,
            Map<String, @Nullable Object> parameters,
            @Nullable String node,
            @Nullable String targets,
            boolean all,
            int timeoutSeconds,
            int retries,
            int backoffSeconds) {}
}
