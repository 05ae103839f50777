package io.outrider.reactor.webhook.notation;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.notation.Fields;
import io.outrider.reactor.reaction.notation.ReactionReader;
import io.outrider.reactor.webhook.domain.Authentication;
import io.outrider.reactor.webhook.domain.Mapping;
import io.outrider.reactor.webhook.domain.WebhookDefinition;
import io.outrider.rest.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a webhook out of a document. Everything that is wrong is found at once. */
public final class WebhookReader {

    /** They are paths beside the webhooks' own. */
    private static final Set<String> TAKEN = Set.of("alertmanager", "grafana", "generic");

    private final Expressions expressions;

    public WebhookReader(Expressions expressions) {
        this.expressions = expressions;
    }

    /**
     * What was read.
     *
     * @param definition null when there are errors
     */
    public record Reading(@Nullable WebhookDefinition definition, List<FieldError> errors) {}

    /** Reads a document. */
    public Reading read(JsonNode document) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(document, "", errors);
        constant(fields, "apiVersion", "outrider/v1");
        constant(fields, "kind", "Webhook");
        fields.optional("project");
        String name = fields.required("name", "a name such as github");
        if (!name.isEmpty() && !ReactionReader.isName(name)) {
            fields.error("name", "Expected at most 128 letters, digits, '.', '_' or '-', but was another text");
        } else if (TAKEN.contains(name)) {
            fields.error("name", "Expected another name than " + name + ", which is a path of its own, but was that");
        }
        Authentication authentication = AuthenticationReader.read(fields);
        Mapping mapping = mapping(fields);
        fields.refuse(Map.of());
        return errors.isEmpty()
                ? new Reading(new WebhookDefinition(name, authentication, mapping), List.of())
                : new Reading(null, List.copyOf(errors));
    }

    private static void constant(Fields fields, String name, String value) {
        String text = fields.optional(name);
        if (text != null && !text.equals(value)) {
            fields.error(name, "Expected " + value + ", but was '" + text + "'");
        }
    }

    private Mapping mapping(Fields fields) {
        Fields mapping = fields.inner("mapping");
        String forEach = mapping.optional("forEach");
        if (forEach != null) {
            expressions.problemOfCondition(forEach).ifPresent(problem -> mapping.error("forEach", problem));
        }
        String type = template(mapping, "type");
        if (!mapping.has("type")) {
            mapping.error("type", "Expected the events' name such as github/{{ body.action }}, but it is missing");
        }
        Mapping read = new Mapping(
                forEach,
                type == null ? "" : type,
                template(mapping, "source"),
                template(mapping, "subject"),
                template(mapping, "id"),
                template(mapping, "time"),
                template(mapping, "status"),
                data(mapping));
        mapping.refuse(Map.of());
        return read;
    }

    private @Nullable String template(Fields fields, String name) {
        String text = fields.optional(name);
        if (text != null) {
            check(fields, name, text);
        }
        return text;
    }

    private @Nullable Object data(Fields mapping) {
        JsonNode node = mapping.node("data");
        checkAll(mapping, "data", node);
        return node.isMissingNode() ? null : PlainJson.values(node);
    }

    private void checkAll(Fields fields, String path, JsonNode value) {
        if (value.isTextual()) {
            check(fields, path, value.asText());
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                checkAll(fields, path + "[" + i + "]", value.get(i));
            }
        } else {
            value.properties().forEach(field -> checkAll(fields, path + "." + field.getKey(), field.getValue()));
        }
    }

    private void check(Fields fields, String path, String template) {
        expressions.problemOfTemplate(template).ifPresent(problem -> fields.error(path, problem));
    }
}
