package io.outrider.cli.connection;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of which resource. Immutable.
 *
 * @param segments of the path below {@code /api/v1}
 * @param patience how long the answer may take to begin
 */
public record Call(List<String> segments, Map<String, String> query, Map<String, String> headers, Duration patience) {
    /** Servers answer most long work with 202, so a minute is patience enough. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public static Call to(String... segments) {
        return new Call(List.of(segments), Map.of(), Map.of(), PATIENCE);
    }

    /** For what the server does before it answers. */
    public Call patient(Duration longer) {
        return new Call(segments, query, headers, longer);
    }

    /** Leaves the parameter out when the value is null or empty. */
    public Call with(String name, @Nullable String value) {
        return value == null || value.isEmpty()
                ? this
                : new Call(segments, plus(query, name, value), headers, patience);
    }

    /** Leaves the header out when the value is null or empty. */
    public Call header(String name, @Nullable String value) {
        return value == null || value.isEmpty()
                ? this
                : new Call(segments, query, plus(headers, name, value), patience);
    }

    String resource() {
        return segments.getFirst();
    }

    URI under(URI base) {
        List<String> encoded = new ArrayList<>();
        segments.forEach(segment -> encoded.add(encode(segment)));
        String parameters = query.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(
                base + "/api/v1/" + String.join("/", encoded) + (parameters.isEmpty() ? "" : "?" + parameters));
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }

    private static Map<String, String> plus(Map<String, String> map, String name, String value) {
        Map<String, String> larger = new LinkedHashMap<>(map);
        larger.put(name, value);
        return larger;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
