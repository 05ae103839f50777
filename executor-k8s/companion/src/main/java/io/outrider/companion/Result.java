package io.outrider.companion;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a task left.
 *
 * @param outputs text of outputs.json, null if there is none or it cannot be taken
 * @param problem what breaks the contract, null if nothing does
 * @param artifacts those that the executor has
 */
record Result(@Nullable String outputs, @Nullable String problem, List<Artifact> artifacts) {

    record Artifact(String name, String sha256, long size) {

        private String json() {
            return "{\"name\":" + quoted(name) + ",\"sha256\":" + quoted(sha256) + ",\"size\":" + size + "}";
        }
    }

    /** Returns {@code {"outputs":…,"problem":…,"artifacts":[…]}}. */
    String json() {
        return "{\"outputs\":" + quoted(outputs) + ",\"problem\":" + quoted(problem) + ",\"artifacts\":["
                + artifacts.stream().map(Artifact::json).collect(Collectors.joining(",")) + "]}";
    }

    private static String quoted(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder json = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                json.append('\\').append(each);
            } else if (each < 0x20 || Character.isSurrogate(each)) {
                json.append(String.format("\\u%04x", (int) each));
            } else {
                json.append(each);
            }
        }
        return json.append('"').toString();
    }
}
