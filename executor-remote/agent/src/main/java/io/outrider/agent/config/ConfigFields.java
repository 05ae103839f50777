package io.outrider.agent.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Takes fields from a YAML tree and gathers what is wrong with them; a wrong field yields its default and a problem. */
final class ConfigFields {

    private static final Pattern NODE_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private final JsonNode node;
    private final String prefix;
    private final List<String> problems;

    ConfigFields(JsonNode node, String prefix) {
        this(node, prefix, new ArrayList<>());
    }

    private ConfigFields(JsonNode node, String prefix, List<String> problems) {
        this.node = node;
        this.prefix = prefix;
        this.problems = problems;
    }

    List<String> problems() {
        return problems;
    }

    void onlyKeys(Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add("'" + prefix + key + "' is no setting; the settings are " + new TreeSet<>(known));
            }
        });
    }

    void require(String key, String what) {
        if (!node.hasNonNull(key)) {
            problems.add("'" + prefix + key + "' is missing: write " + what);
        }
    }

    ConfigFields section(String key) {
        JsonNode value = node.get(key);
        if (value != null && !value.isNull() && !value.isObject()) {
            problem(key, "keys and values", value);
        }
        return new ConfigFields(
                value != null && value.isObject() ? value : JsonNodeFactory.instance.objectNode(),
                prefix + key + ".",
                problems);
    }

    Optional<String> text(String key) {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode() || value.asText().isBlank()) {
            problem(key, "a text", value);
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    String name(String key, String fallback) {
        String name = text(key).orElse(fallback);
        if (!NODE_NAME.matcher(name).matches()) {
            problems.add("'" + prefix + key
                    + "' is expected to be at most 63 letters, digits, '-', '_' or '.', but is '" + name + "'");
        }
        return name;
    }

    int number(String key, int fallback, int min, int max) {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            return fallback;
        }
        if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
            problem(key, "a number from " + min + " to " + max, value);
            return fallback;
        }
        return value.intValue();
    }

    Switch choice(String key, Switch fallback) {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            return fallback;
        }
        try {
            return Switch.valueOf(value.asText().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            problem(key, "true, false or auto", value);
            return fallback;
        }
    }

    Optional<URI> uri(String key, Set<String> schemes) {
        return text(key).flatMap(text -> {
            try {
                URI uri = URI.create(text);
                boolean complete = uri.getScheme() != null
                        && schemes.contains(uri.getScheme())
                        && ("unix".equals(uri.getScheme()) || uri.getHost() != null);
                if (complete) {
                    return Optional.of(uri);
                }
            } catch (IllegalArgumentException e) {
                // Falls through to the same problem: it is no such URL.
            }
            problems.add("'" + prefix + key + "' is expected to be a URL that begins with "
                    + String.join(":// or ", new TreeSet<>(schemes)) + "://, but is '" + text + "'");
            return Optional.empty();
        });
    }

    Map<String, String> texts(String key) {
        Map<String, String> texts = new TreeMap<>();
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            return texts;
        }
        if (!value.isObject()) {
            problem(key, "keys and texts", value);
            return texts;
        }
        value.properties().forEach(entry -> {
            if (entry.getValue().isValueNode()) {
                texts.put(entry.getKey(), entry.getValue().asText());
            } else {
                problem(key + "." + entry.getKey(), "a text", entry.getValue());
            }
        });
        return texts;
    }

    private void problem(String key, String expected, JsonNode value) {
        problems.add("'" + prefix + key + "' is expected to be " + expected + ", but is " + value);
    }
}
