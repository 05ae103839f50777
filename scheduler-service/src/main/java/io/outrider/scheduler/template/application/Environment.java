package io.outrider.scheduler.template.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.scheduler.template.domain.Definition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Parameters as environment variables: the type's as {@code TYPE_<NAME>} in upper case, the others with the template's
 * prefix if it has one. Strings, numbers and booleans as their text, anything else as JSON; null is left out.
 */
@ApplicationScoped
public class Environment {

    private final ObjectMapper json;

    Environment(ObjectMapper json) {
        this.json = json;
    }

    /** Returns the variables for these parameters, a JSON object. */
    public Map<String, String> of(Definition definition, String parameters) {
        Map<String, String> variables = new HashMap<>();
        for (Map.Entry<String, JsonNode> parameter : read(parameters).properties()) {
            String name = parameter.getKey();
            JsonNode value = parameter.getValue();
            if (value.isNull()) {
                continue;
            }
            if (definition.typeParameters().contains(name)) {
                variables.put("TYPE_" + upper(name), text(value));
            } else if (definition.envPrefix() != null) {
                variables.put(definition.envPrefix() + name, text(value));
            }
        }
        return variables;
    }

    /** A shell can't read a variable whose name has other characters. */
    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private JsonNode read(String parameters) {
        try {
            return json.readTree(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected stored parameters to be JSON, but they cannot be read", e);
        }
    }
}
