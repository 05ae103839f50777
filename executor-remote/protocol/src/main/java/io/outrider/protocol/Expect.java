package io.outrider.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks of the messages' constructors. Each throws {@link IllegalArgumentException} naming the field. */
final class Expect {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NODE = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    private Expect() {}

    static void that(boolean holds, String field, String expected, @Nullable Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Expected " + field + " to be " + expected + ", but was " + brief(actual));
        }
    }

    static String text(String field, @Nullable String value, int maxLength) {
        if (value == null || value.isBlank() || value.length() > maxLength) {
            throw new IllegalArgumentException("Expected " + field + " to be a text of 1 to " + maxLength
                    + " characters, but was " + brief(value));
        }
        return value;
    }

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("Expected " + field + " to be set, but it is missing");
        }
        return value;
    }

    static @Nullable String optional(String field, @Nullable String value, int maxLength) {
        that(value == null || value.length() <= maxLength, field, "at most " + maxLength + " characters", value);
        return value;
    }

    /** Returns how long a text is in UTF-8. */
    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static String sha256(String field, @Nullable String value) {
        that(value != null && SHA256.matcher(value).matches(), field, "64 lower-case hex digits", value);
        return present(field, value);
    }

    static String node(String field, @Nullable String value) {
        that(
                value != null && NODE.matcher(value).matches(),
                field,
                "1 to 63 lower-case letters, digits, '-' or '.', beginning and ending with a letter or digit",
                value);
        return present(field, value);
    }

    static <T> List<T> list(String field, @Nullable List<T> value, int maxSize) {
        if (value == null) {
            return List.of();
        }
        that(value.size() <= maxSize, field, "at most " + maxSize + " entries", value.size());
        return List.copyOf(value);
    }

    static <V> Map<String, V> map(String field, @Nullable Map<String, V> value, int maxSize) {
        if (value == null) {
            return Map.of();
        }
        that(value.size() <= maxSize, field, "at most " + maxSize + " entries", value.size());
        return Map.copyOf(value);
    }

    private static String brief(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= 80 ? text : text.substring(0, 80) + "… (" + text.length() + " characters)";
    }
}
