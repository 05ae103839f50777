package io.outrider.reactor.reaction.notation;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.rest.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one object of a document and gathers everything that is wrong, each with its path. */
public final class Fields {

    private final JsonNode object;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> known = new TreeSet<>();

    private Fields(JsonNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    public static Fields of(JsonNode node, String path, List<FieldError> errors) {
        if (!node.isObject() && !node.isMissingNode()) {
            errors.add(new FieldError(path.isEmpty() ? "body" : path, "Expected an object, but was " + kind(node)));
        }
        return new Fields(node, path, errors);
    }

    public @Nullable String optional(String name) {
        known.add(name);
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual() && !node.isNumber()) {
            error(name, "Expected a text, but was " + kind(node));
            return null;
        }
        if (node.asText().isBlank()) {
            error(name, "Expected a text, but it is empty");
            return null;
        }
        return node.asText();
    }

    public String required(String name, String example) {
        String text = optional(name);
        if (text == null && !object.hasNonNull(name)) {
            error(name, "Expected " + example + ", but it is missing");
        }
        return text == null ? "" : text;
    }

    public boolean flag(String name, boolean otherwise) {
        known.add(name);
        JsonNode node = object.path(name);
        if (!node.isMissingNode() && !node.isBoolean()) {
            error(name, "Expected true or false, but was " + kind(node));
        }
        return node.asBoolean(otherwise);
    }

    public int number(String name, int min, int max, int otherwise) {
        known.add(name);
        JsonNode node = object.path(name);
        if (node.isMissingNode()) {
            return otherwise;
        }
        boolean fits =
                node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= min && node.intValue() <= max;
        if (!fits) {
            error(name, "Expected a whole number of " + min + " to " + max + ", but was " + shown(node));
            return otherwise;
        }
        return node.intValue();
    }

    /** Returns one of these words. */
    public String word(String name, List<String> words, String otherwise) {
        String text = optional(name);
        if (text != null && !words.contains(text)) {
            error(name, "Expected one of " + String.join(", ", words) + ", but was '" + shortened(text) + "'");
            return otherwise;
        }
        return text == null ? otherwise : text;
    }

    /** Returns the texts of a list, each checked by its own path; what is no list of so many texts is an error. */
    public List<String> texts(String name, int min, int max, BiConsumer<String, String> check) {
        known.add(name);
        JsonNode list = object.path(name);
        List<String> texts = new ArrayList<>();
        if (!list.isArray() || list.size() < min || list.size() > max) {
            error(
                    name,
                    "Expected a list of " + min + " to " + max + " texts, but was "
                            + (list.isArray() ? list.size() + " of them" : kind(list)));
            return texts;
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            String place = name + "[" + i + "]";
            if (!item.isTextual() || item.asText().isBlank()) {
                error(place, "Expected a text, but was " + (item.isTextual() ? "an empty one" : kind(item)));
            } else if (texts.contains(item.asText())) {
                error(place, "Expected different texts, but '" + shortened(item.asText()) + "' stands there twice");
            } else {
                check.accept(place, item.asText());
                texts.add(item.asText());
            }
        }
        return texts;
    }

    /** Returns which of two spellings of a field is there; both are an error. */
    public String spelling(String name, String also) {
        known.add(also);
        if (object.has(name) && object.has(also)) {
            error(also, "Expected one spelling, but " + name + " stands there too: remove this one");
        }
        return object.has(also) && !object.has(name) ? also : name;
    }

    /** Returns seconds; 0 when the field is missing. */
    public int duration(String name) {
        String text = optional(name);
        if (text == null) {
            return 0;
        }
        int seconds = Durations.seconds(text);
        if (seconds <= 0) {
            error(name, "Expected a duration of 1s to 7d such as 30s, 10m or 1h, but was '" + text + "'");
            return 0;
        }
        return seconds;
    }

    public Fields inner(String name) {
        known.add(name);
        return of(object.path(name), at(name), errors);
    }

    public JsonNode node(String name) {
        known.add(name);
        return object.path(name);
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Refuses these fields, each with its reason, and all that nobody asked for. */
    public void refuse(Map<String, String> later) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (later.containsKey(name)) {
                error(name, later.get(name));
            } else if (!known.contains(name)) {
                error(shortened(name), "Expected one of " + known + ", but was an unknown field");
            }
        }
    }

    public void error(String name, String message) {
        errors.add(new FieldError(at(name), message));
    }

    public String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING, BINARY, POJO -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case MISSING -> "missing";
        };
    }

    private static String shown(JsonNode node) {
        return node.isNumber() ? shortened(node.asText()) : kind(node);
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }
}
