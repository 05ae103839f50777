package io.outrider.reactor.reaction.domain;

import io.outrider.labels.LabelSelector;
import io.outrider.labels.SelectorSyntaxException;
import io.outrider.reactor.event.domain.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Fills the jobs of a rule. */
public final class JobOrders {

    /** Characters of one job's parameters: together with the event they have to fit into one Kafka record. */
    private static final int MAX_PARAMETERS = 256 * 1024;

    private JobOrders() {}

    /**
     * Returns the jobs to start, in the rule's order: all or none.
     *
     * @param ids of the job at each place
     * @throws EvaluationException when one of them cannot be filled, with a reason for the author
     */
    public static List<JobOrder> fill(Rule rule, IntFunction<UUID> ids, Occurrence occurrence) {
        List<JobOrder> orders = new ArrayList<>();
        for (JobRule job : rule.jobs()) {
            int index = orders.size();
            orders.add(
                    switch (job) {
                        case TemplateJob template -> order(template, ids.apply(index), index, occurrence);
                    });
        }
        return orders;
    }

    private static JobOrder order(TemplateJob job, UUID id, int index, Occurrence occurrence) {
        String path = "do.jobs[" + index + "]";
        return new JobOrder(
                id,
                job.template(),
                job.version(),
                job.method(),
                parameters(job.parameters().fill(occurrence), path),
                job.node()
                        .map(node -> text(node.fill(occurrence), path + ".node"))
                        .orElse(null),
                job.selector()
                        .map(selector -> selector(selector, occurrence, path + ".targets"))
                        .orElse(null),
                job.allNodes(),
                job.timeoutSeconds(),
                job.retries(),
                job.backoffSeconds());
    }

    private static Map<String, @Nullable Object> parameters(@Nullable Object filled, String path) {
        if (!(filled instanceof Map<?, ?> map)) {
            throw new EvaluationException("Expected " + path + ".parameters to be an object, but was something else");
        }
        Map<String, @Nullable Object> parameters = new HashMap<>();
        map.forEach((name, value) -> parameters.put(String.valueOf(name), value));
        if (Weight.exceeds(parameters, MAX_PARAMETERS)) {
            throw new EvaluationException("Expected " + path + ".parameters of at most " + MAX_PARAMETERS
                    + " characters, but they are more for this event");
        }
        return parameters;
    }

    private static String selector(Template template, Occurrence occurrence, String path) {
        String selector = text(template.fill(occurrence), path);
        try {
            return LabelSelector.parse(selector).toString();
        } catch (SelectorSyntaxException e) {
            throw new EvaluationException(path + ": " + e.getMessage());
        }
    }

    private static String text(@Nullable Object filled, String path) {
        String text = filled == null ? "" : filled.toString().strip();
        if (text.isEmpty()) {
            throw new EvaluationException("Expected " + path + " to name something, but it is empty for this event");
        }
        return text;
    }
}
