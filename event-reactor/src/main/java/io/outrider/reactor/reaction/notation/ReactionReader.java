package io.outrider.reactor.reaction.notation;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.labels.LabelSelector;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.reactor.reaction.domain.StatusMatch;
import io.outrider.reactor.window.domain.Limiter;
import io.outrider.rest.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a reaction out of a document. Everything that is wrong is found at once; what is not supported yet is refused by name. */
public final class ReactionReader {

    private static final String LATER = "Expected no such field, but it is there: this version does not support it yet";
    private static final int MAX_JOBS = 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?");
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final Expressions expressions;
    private final JobReader jobs;

    public ReactionReader(Expressions expressions) {
        this.expressions = expressions;
        this.jobs = new JobReader(expressions);
    }

    /**
     * What was read.
     *
     * @param definition null when there are errors
     */
    public record Reading(@Nullable ReactionDefinition definition, List<FieldError> errors) {}

    /** Says whether a reaction may have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Says whether a project may have this name. */
    public static boolean isProject(String name) {
        return PROJECT.matcher(name).matches();
    }

    /** Reads a document. */
    public Reading read(JsonNode document) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(document, "", errors);
        constant(fields, "apiVersion", "outrider/v1");
        constant(fields, "kind", "Reaction");
        fields.optional("project");
        ReactionDefinition definition = definition(fields, errors);
        fields.refuse(Map.of());
        return errors.isEmpty() ? new Reading(definition, List.of()) : new Reading(null, List.copyOf(errors));
    }

    private ReactionDefinition definition(Fields fields, List<FieldError> errors) {
        String name = fields.required("name", "a name such as disk-full");
        if (!name.isEmpty() && !isName(name)) {
            fields.error("name", "Expected at most 128 letters, digits, '.', '_' or '-', but was another text");
        }
        boolean enabled = fields.flag("enabled", true);
        TriggerReader.On on = TriggerReader.on(fields);
        Fields match = fields.inner("match");
        StatusMatch status = TriggerReader.status(match);
        LabelSelector labels = TriggerReader.labels(match);
        String expression = uncounted(match);
        match.refuse(Map.of());
        List<String> groupBy = GroupReader.read(fields, expressions);
        String when = when(fields);
        List<ReactionDefinition.Job> read = jobs(fields, errors);
        ReactionDefinition.Mentions mentions = Mentioning.of(when, read);
        Limiter limiter = LimiterReader.limiter(fields, on.join(), !groupBy.isEmpty(), mentions.any());
        return new ReactionDefinition(
                name,
                enabled,
                on.names(),
                status,
                labels,
                expression,
                groupBy,
                when,
                limiter,
                LimiterReader.budget(fields, read.size()),
                mentions,
                read);
    }

    /** The expression of {@code match} chooses what is counted, so that it cannot look at the count. */
    private @Nullable String uncounted(Fields match) {
        String expression = condition(match, "expression");
        if (Mentioning.surelyCounts(expression)) {
            match.error(
                    "expression",
                    "Expected nothing of occurrences or events, which are counted only after the match, but it is there: put it into conditions.when.condition");
        }
        return expression;
    }

    private static void constant(Fields fields, String name, String value) {
        String text = fields.optional(name);
        if (text != null && !text.equals(value)) {
            fields.error(name, "Expected " + value + ", but was '" + text + "'");
        }
    }

    private @Nullable String condition(Fields fields, String name) {
        String text = fields.optional(name);
        if (text != null) {
            expressions.problemOfCondition(text).ifPresent(problem -> fields.error(name, problem));
        }
        return text;
    }

    private @Nullable String when(Fields fields) {
        Fields conditions = fields.inner("conditions");
        Fields when = conditions.inner("when");
        String condition = condition(when, "condition");
        if (conditions.has("when") && !when.has("condition")) {
            when.error("condition", "Expected an expression such as event.data.value > 90, but it is missing");
        }
        when.refuse(Map.of("retry", LATER));
        conditions.refuse(Map.of("success", LATER, "continue", LATER));
        return condition;
    }

    private List<ReactionDefinition.Job> jobs(Fields fields, List<FieldError> errors) {
        Fields action = fields.inner("do");
        JsonNode list = action.node("jobs");
        List<ReactionDefinition.Job> read = new ArrayList<>();
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_JOBS) {
            action.error(
                    "jobs",
                    "Expected a list of 1 to " + MAX_JOBS + " jobs, but was "
                            + (list.isArray() ? list.size() + " jobs" : Fields.kind(list)));
        } else {
            for (int i = 0; i < list.size(); i++) {
                read.add(jobs.read(Fields.of(list.get(i), action.at("jobs[" + i + "]"), errors)));
            }
        }
        action.refuse(Map.of());
        return read;
    }
}
