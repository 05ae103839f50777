package io.outrider.reactor.reaction.notation;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.labels.LabelSelector;
import io.outrider.labels.SelectorSyntaxException;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code do.jobs}. */
final class JobReader {

    private static final String LATER = "Expected no such field, but it is there: this version does not support it yet";
    private static final int MAX_PARAMETERS = 200;
    private static final int MAX_RETRIES = 20;
    private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.+_-]{0,62}[A-Za-z0-9])?");
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62})");

    private final Expressions expressions;

    JobReader(Expressions expressions) {
        this.expressions = expressions;
    }

    ReactionDefinition.Job read(Fields fields) {
        String reference = fields.required("template", "a template such as clean-disk or clean-disk@1.2.0");
        int at = reference.indexOf('@');
        String template = at < 0 ? reference : reference.substring(0, at);
        String version = at < 0 || reference.endsWith("@latest") ? null : reference.substring(at + 1);
        boolean named = TEMPLATE.matcher(template).matches()
                && (version == null || VERSION.matcher(version).matches());
        if (!reference.isEmpty() && !named) {
            fields.error("template", "Expected name or name@version, but was '" + reference + "'");
        }
        String method = fields.optional("method");
        if (method != null && !METHOD.matcher(method).matches()) {
            fields.error(
                    "method", "Expected a name of at most 64 letters, digits, '.', '_' or '-', but was another text");
        }
        String node = text(fields, "node");
        String targets = targets(fields);
        if (node != null && targets != null) {
            fields.error("targets", "Expected either node or targets, but both are there");
        }
        boolean all = fields.flag("all", false);
        if (all && targets == null) {
            fields.error("all", "Expected targets beside all, but there are none");
        }
        Map<String, @Nullable Object> parameters = parameters(fields);
        int timeout = fields.duration("timeout");
        Fields retries = fields.inner("retries");
        int limit = retries.number("limit", 0, MAX_RETRIES, 0);
        int backoff = retries.duration("backoff");
        retries.refuse(Map.of());
        fields.refuse(Map.of("runbook", LATER));
        return new ReactionDefinition.Job(
                template,
                version,
                method == null ? "run" : method,
                parameters,
                node,
                targets,
                all,
                timeout,
                limit,
                backoff);
    }

    private @Nullable String targets(Fields fields) {
        String targets = text(fields, "targets");
        if (targets != null && !targets.contains("{")) {
            try {
                LabelSelector.parse(targets);
            } catch (SelectorSyntaxException e) {
                fields.error("targets", String.valueOf(e.getMessage()));
            }
        }
        return targets;
    }

    private @Nullable String text(Fields fields, String name) {
        String text = fields.optional(name);
        if (text != null) {
            expressions.problemOfTemplate(text).ifPresent(problem -> fields.error(name, problem));
        }
        return text;
    }

    private Map<String, @Nullable Object> parameters(Fields fields) {
        JsonNode node = fields.node("parameters");
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        if (node.isMissingNode() || node.isNull()) {
            return parameters;
        }
        if (!node.isObject() || node.size() > MAX_PARAMETERS) {
            fields.error(
                    "parameters",
                    "Expected an object of at most " + MAX_PARAMETERS + " parameters, but was "
                            + (node.isObject() ? node.size() + " parameters" : Fields.kind(node)));
            return parameters;
        }
        node.properties().forEach(parameter -> {
            check(fields, "parameters." + parameter.getKey(), parameter.getValue());
            parameters.put(parameter.getKey(), PlainJson.values(parameter.getValue()));
        });
        return parameters;
    }

    private void check(Fields fields, String path, JsonNode value) {
        if (value.isTextual()) {
            expressions.problemOfTemplate(value.asText()).ifPresent(problem -> fields.error(path, problem));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(fields, path + "[" + i + "]", value.get(i));
            }
        } else {
            value.properties().forEach(field -> check(fields, path + "." + field.getKey(), field.getValue()));
        }
    }
}
