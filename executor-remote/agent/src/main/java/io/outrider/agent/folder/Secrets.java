package io.outrider.agent.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.outrider.protocol.ProtocolJson;
import io.outrider.protocol.TaskSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Puts the values of secret references in their places, and knows which values must not be seen. */
public final class Secrets {

    // Shorter values would blacken half of a log and are no secrets.
    private static final int SHORTEST = 4;

    private static final String REFERENCE = "secret://";

    private final Map<String, String> values;

    /**
     * Takes what came with the acceptance.
     *
     * @param values by reference, {@code secret://…}
     */
    public Secrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Returns the parameters with every reference replaced by its value. */
    public String parameters(TaskSpec spec) {
        if (values.isEmpty()) {
            return spec.parameters();
        }
        return replaced(tree(spec)).toString();
    }

    /** Returns the exported parameters with every reference replaced by its value. */
    public Map<String, String> env(TaskSpec spec) {
        Map<String, String> env = new LinkedHashMap<>();
        spec.env().forEach((name, value) -> env.put(name, values.getOrDefault(value, value)));
        return env;
    }

    /** Tells whether there may be texts to black out, whatever values come with the acceptance. */
    public static boolean mayHide(TaskSpec spec) {
        return !spec.sensitive().isEmpty() || spec.parameters().contains(REFERENCE);
    }

    /** Returns the texts to black out: resolved secrets and values of sensitive parameters, of at least four characters. */
    public Set<String> hidden(TaskSpec spec) {
        Set<String> hidden = new HashSet<>(values.values());
        if (!spec.sensitive().isEmpty()) {
            JsonNode tree = replaced(tree(spec));
            spec.sensitive().forEach(name -> leaves(tree.path(name), hidden));
        }
        hidden.removeIf(text -> text.length() < SHORTEST);
        return hidden;
    }

    private static JsonNode tree(TaskSpec spec) {
        try {
            return ProtocolJson.mapper().readTree(spec.parameters());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected parameters as JSON, but " + e.getOriginalMessage(), e);
        }
    }

    private JsonNode replaced(JsonNode node) {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(values.getOrDefault(text.textValue(), text.textValue()));
            case ObjectNode object -> {
                object.properties().forEach(entry -> entry.setValue(replaced(entry.getValue())));
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, replaced(array.get(i)));
                }
                yield array;
            }
            default -> node;
        };
    }

    private static void leaves(JsonNode node, Set<String> into) {
        if (node.isValueNode()) {
            into.add(node.asText());
            // A text of several lines is printed line by line, most often.
            node.asText().lines().forEach(into::add);
        } else {
            into.add(node.toString());
            node.forEach(child -> leaves(child, into));
        }
    }
}
