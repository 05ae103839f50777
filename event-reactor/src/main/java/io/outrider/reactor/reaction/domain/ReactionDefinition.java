package io.outrider.reactor.reaction.domain;

import io.outrider.labels.LabelSelector;
import io.outrider.reactor.window.domain.Limiter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reaction as its author wrote it, checked.
 *
 * @param on names or globs of the event's type; all of them are needed where the limiter has a join, otherwise one
 * @param matchLabels over the event's labels
 * @param matchExpression an expression; when it does not hold, the event is none of this reaction's business
 * @param groupBy paths or expressions; each combination of their values is counted on its own
 * @param when an expression; when it does not hold, the decision log says so
 * @param mentions what the expressions look at
 */
public record ReactionDefinition(
        String name,
        boolean enabled,
        List<String> on,
        StatusMatch status,
        @Nullable LabelSelector matchLabels,
        @Nullable String matchExpression,
        List<String> groupBy,
        @Nullable String when,
        Limiter limiter,
        Budget budget,
        Mentions mentions,
        List<Job> jobs) {

    public ReactionDefinition {
        on = List.copyOf(on);
        groupBy = List.copyOf(groupBy);
        jobs = List.copyOf(jobs);
    }

    /**
     * What a reaction's expressions look at.
     *
     * @param occurrences the count
     * @param events what led to a firing
     */
    public record Mentions(boolean occurrences, boolean events) {

        /** Says whether they look at anything that goes beyond one event. */
        public boolean any() {
            return occurrences || events;
        }
    }

    /** Says whether something has to be remembered between events. */
    public boolean isStateful() {
        return !groupBy.isEmpty() || !limiter.isTrivial() || mentions.any();
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
