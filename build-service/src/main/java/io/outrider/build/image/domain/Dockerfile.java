package io.outrider.build.image.domain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The text that an image is built from. The same specification gives the same text; every builder makes the image that
 * this text describes.
 *
 * <p>Escaping follows the Dockerfile reference: strings in double quotes know the escapes of backslash, quote and dollar;
 * exec forms are JSON arrays, in which only COPY replaces variables.
 */
public final class Dockerfile {
    /** The folder of the build context that holds the content. */
    public static final String CONTENT = "content";

    private Dockerfile() {}

    /** Writes the Dockerfile of a specification that {@link ImageSpecCheck} has no problem with. */
    public static String of(ImageSpec spec, ResolvedBase base) {
        StringBuilder text = new StringBuilder("FROM ").append(base.from()).append('\n');
        spec.labels()
                .forEach((name, value) -> text.append("LABEL ")
                        .append(quoted(name))
                        .append('=')
                        .append(quoted(value))
                        .append('\n'));
        String folder = spec.contentPath().endsWith("/") ? spec.contentPath() : spec.contentPath() + "/";
        text.append("COPY ").append(json(List.of(CONTENT + "/", folder))).append('\n');
        text.append("WORKDIR ").append(spec.contentPath()).append('\n');
        if (spec.user() != null) {
            text.append("USER ").append(spec.user()).append('\n');
        }
        return text.append("ENTRYPOINT ")
                .append(json(spec.entrypoint()))
                .append('\n')
                .toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"';
    }

    private static String json(List<String> values) {
        return values.stream().map(Dockerfile::jsonString).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String jsonString(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> json.append(escape((char) c)));
        return json.append('"').toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            // NEL and the Unicode separators are line ends to some readers.
            default ->
                c < 0x20 || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)
                        ? String.format("\\u%04x", (int) c)
                        : String.valueOf(c);
        };
    }
}
