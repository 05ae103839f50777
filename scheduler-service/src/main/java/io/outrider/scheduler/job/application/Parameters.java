package io.outrider.scheduler.job.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.scheduler.job.application.Preparation.Problem;
import io.outrider.scheduler.template.application.Kept;
import io.outrider.scheduler.template.application.Schemas;
import io.outrider.scheduler.template.domain.Definition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a template's parameters become: defaults below what was given, above what the author fixed. A problem with a
 * sensitive parameter never quotes its value.
 */
@ApplicationScoped
class Parameters {

    private final Schemas schemas;
    private final ObjectMapper json;
    private final Kept<String, JsonNode> parsed = new Kept<>(1_000);

    Parameters(Schemas schemas, ObjectMapper json) {
        this.schemas = schemas;
        this.json = json;
    }

    /** Returns the parameters that the template gets, and adds to the problems whatever is wrong with those given. */
    ObjectNode resolve(Definition definition, ObjectNode given, List<Problem> problems) {
        JsonNode schema = read(definition.parameterSchema());
        ObjectNode filled = given.deepCopy();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode standard = property.getValue().get("default");
            if (standard != null && !filled.has(property.getKey())) {
                filled.set(property.getKey(), standard);
            }
        }
        for (Schemas.Violation violation : schemas.violations(definition.parameterSchema(), filled)) {
            problems.add(problem(violation, definition, schema));
        }
        ObjectNode resolved = json.createObjectNode();
        resolved.setAll((ObjectNode) read(definition.fixedParameters()));
        resolved.setAll(filled);
        return resolved;
    }

    private static Problem problem(Schemas.Violation violation, Definition definition, JsonNode schema) {
        String name = violation.path();
        String top = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        String field = name.isEmpty() ? "parameters" : "parameters." + name;
        if (definition.sensitive().contains(top)) {
            return new Problem(field, "Expected a value that fits the template's schema, but it does not");
        }
        String fix = violation.problem().equals("is not known") ? "; " + known(schema) : described(schema, top);
        return new Problem(field, "Expected a valid value, but it " + problemOf(violation) + fix);
    }

    private static String problemOf(Schemas.Violation violation) {
        String problem = violation.problem();
        return problem.startsWith("is ") || problem.startsWith("must ") ? problem : "does not fit: " + problem;
    }

    private static String known(JsonNode schema) {
        TreeSet<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "this template has no parameters" : "parameters are " + String.join(", ", names);
    }

    /** What the author says about it, so that the reader knows what to give. */
    private static String described(JsonNode schema, String name) {
        JsonNode property = schema.path("properties").path(name);
        List<String> facts = new ArrayList<>();
        if (property.hasNonNull("type")) {
            facts.add(
                    property.get("type").isTextual()
                            ? property.get("type").asText()
                            : property.get("type").toString());
        }
        if (property.hasNonNull("description")) {
            facts.add(property.get("description").asText());
        }
        return facts.isEmpty() ? "" : " (" + String.join(", ", facts) + ")";
    }

    private JsonNode read(String text) {
        JsonNode known = parsed.get(text);
        if (known != null) {
            return known;
        }
        try {
            JsonNode node = json.readTree(text);
            parsed.put(text, node);
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a template's schema to be JSON, but it cannot be read", e);
        }
    }
}
