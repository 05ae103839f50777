package io.outrider.cli.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.output.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameters from {@code -p} options: {@code key=text} takes the type that the schema declares, {@code key:=json} is
 * taken as it is, {@code key=@file} reads a file. A text that does not fit its declared type is sent as text, so that
 * the server refuses it together with everything else that is wrong.
 */
public final class Parameters {
    private static final Pattern ASSIGNMENT = Pattern.compile("([^=:]+)(:?=)(.*)", Pattern.DOTALL);

    private Parameters() {}

    public static void assign(ObjectNode parameters, List<String> assignments, JsonNode schema) {
        for (String assignment : assignments) {
            Matcher parts = ASSIGNMENT.matcher(assignment);
            if (!parts.matches()) {
                throw CommandException.usage(
                        "Expected -p key=value, key:=json or key=@file, but got '" + assignment + "'");
            }
            String key = parts.group(1);
            JsonNode value = ":=".equals(parts.group(2))
                    ? raw(key, parts.group(3))
                    : typed(
                            content(key, parts.group(3)),
                            schema.path("properties").path(key));
            parameters.set(key, value);
        }
    }

    private static String content(String key, String text) {
        return text.startsWith("@") ? Documents.text("-p " + key, text.substring(1)) : text;
    }

    private static JsonNode raw(String key, String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw CommandException.usage("Expected -p " + key + ":= to be followed by JSON, but got '" + text + "'");
        }
    }

    private static JsonNode typed(String text, JsonNode schema) {
        JsonNode type = schema.path("type");
        List<String> wanted =
                type.isArray() ? type.valueStream().map(JsonNode::asText).toList() : List.of(type.asText("string"));
        if (wanted.contains("string")) {
            return TextNode.valueOf(text);
        }
        try {
            JsonNode value = Json.parse(text.strip());
            return wanted.stream().anyMatch(name -> is(name, value)) ? value : TextNode.valueOf(text);
        } catch (JsonProcessingException notJson) {
            return TextNode.valueOf(text);
        }
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "null" -> value.isNull();
            default -> false;
        };
    }
}
