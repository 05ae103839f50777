package io.outrider.reactor.reaction.domain;

import io.outrider.labels.LabelSelector;
import io.outrider.labels.SelectorSyntaxException;
import io.outrider.reactor.event.domain.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what follows from an event. */
public final class Reactor {

    /** Characters of one job's parameters: together with the event they have to fit into one Kafka record. */
    private static final int MAX_PARAMETERS = 256 * 1024;

    private Reactor() {}

    /**
     * Returns one decision for each rule that is about the event, in the order of the rules. A rule that fails says so in its
     * decision; it never hinders another.
     */
    public static List<Decision> decide(List<Rule> rules, Occurrence occurrence, Instant now) {
        List<Decision> decisions = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.reaction().project().equals(occurrence.event().project())) {
                outcome(rule, occurrence)
                        .ifPresent(outcome -> decisions.add(new Decision(rule.reaction(), outcome, now)));
            }
        }
        return decisions;
    }

    private static Optional<Outcome> outcome(Rule rule, Occurrence occurrence) {
        try {
            if (!rule.trigger().matches(occurrence)) {
                return Optional.empty();
            }
            if (rule.when().isPresent() && !rule.when().get().holds(occurrence)) {
                return Optional.of(new Outcome.NotMatched("conditions.when does not hold"));
            }
            List<JobOrder> orders = new ArrayList<>();
            for (JobRule job : rule.jobs()) {
                orders.add(order(rule.reaction(), job, orders.size(), occurrence));
            }
            return Optional.of(new Outcome.Fired(orders));
        } catch (EvaluationException e) {
            return Optional.of(new Outcome.Failed(String.valueOf(e.getMessage())));
        }
    }

    private static JobOrder order(ReactionId reaction, JobRule job, int index, Occurrence occurrence) {
        String path = "do.jobs[" + index + "]";
        return new JobOrder(
                ReactionId.job(reaction.firing("", occurrence.event().key()), index),
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
