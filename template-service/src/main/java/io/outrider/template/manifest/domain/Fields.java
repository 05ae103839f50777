package io.outrider.template.manifest.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of a document field by field. A field of the wrong kind is reported and read as absent, so that the
 * rest is still checked; {@link #end} reports what nobody asked for.
 */
public final class Fields {
    private final String path;
    private final Map<String, Object> values;
    private final Problems problems;
    private final Set<String> known = new TreeSet<>();

    public Fields(String path, Map<String, Object> values, Problems problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    /** Returns the path of a field of this object. */
    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public boolean has(String name) {
        return values.get(name) != null;
    }

    public void problem(String name, String message) {
        problems.add(path(name), message);
    }

    public @Nullable String text(String name) {
        Object value = take(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        String hint = value instanceof Number || value instanceof Boolean ? "; put it in quotes" : "";
        problem(name, "Expected text, but was " + kind(value) + hint);
        return null;
    }

    public String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /** Returns a text that must be there and have this form; an empty text if it has not. */
    public String required(String name, Pattern form, String description) {
        boolean there = has(name);
        String value = text(name);
        if (value == null) {
            if (!there) {
                problem(name, "Expected " + description + ", but it is missing");
            }
            return "";
        }
        if (!form.matcher(value).matches()) {
            problem(name, "Expected " + description + ", but was '" + shortened(value) + "'");
        }
        return value;
    }

    public boolean flag(String name) {
        Object value = take(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        problem(name, "Expected true or false, but was " + kind(value));
        return false;
    }

    public int integer(String name, int otherwise, int min, int max) {
        Object value = take(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer number && number >= min && number <= max) {
            return number;
        }
        problem(name, "Expected an integer from " + min + " to " + max + ", but was " + kind(value));
        return otherwise;
    }

    /** Returns the value as it is; used where any JSON is allowed. */
    public @Nullable Object any(String name) {
        return take(name);
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        int index = 0;
        for (Object item : items(name)) {
            if (item instanceof String text) {
                texts.add(text);
            } else {
                problem(name + "[" + index + "]", "Expected text, but was " + kind(item));
            }
            index++;
        }
        return texts;
    }

    public List<?> items(String name) {
        Object value = take(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        problem(name, "Expected a list, but was " + kind(value));
        return List.of();
    }

    /** Returns an object's fields, or nothing if it is absent or something else. */
    public @Nullable Fields object(String name) {
        return has(name) ? new Fields(path(name), map(name), problems) : mark(name);
    }

    public Map<String, Object> map(String name) {
        Object value = take(name);
        if (value == null) {
            return Map.of();
        }
        Map<String, Object> map = asObject(value);
        if (map == null) {
            problem(name, "Expected an object, but was " + kind(value));
            return Map.of();
        }
        return map;
    }

    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(name).forEach((key, value) -> {
            if (value instanceof String text) {
                texts.put(key, text);
            } else {
                problem(name + "." + key, "Expected text, but was " + kind(value) + "; put it in quotes");
            }
        });
        return texts;
    }

    /** Reports every field that was not asked for. */
    public void end() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                problem(
                        shortened(name),
                        "Expected one of " + String.join(", ", known) + ", but there is no such field"
                                + Suggestion.forWord(name, known));
            }
        }
    }

    /** Returns the value as an object with text keys, or null if it is none. */
    public static @Nullable Map<String, Object> asObject(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                return null;
            }
            object.put(key, entry.getValue());
        }
        return object;
    }

    /** Names the JSON type of a value, with small values shown. */
    public static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "the text '" + shortened(text) + "'";
            case Number number -> "the number " + number;
            case Boolean flag -> String.valueOf(flag);
            case List<?> list -> "a list";
            default -> "an object";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private @Nullable Object take(String name) {
        known.add(name);
        return values.get(name);
    }

    private @Nullable Fields mark(String name) {
        known.add(name);
        return null;
    }
}
