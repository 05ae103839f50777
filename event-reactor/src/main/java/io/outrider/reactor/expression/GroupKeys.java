package io.outrider.reactor.expression;

import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.domain.Grouping;
import io.outrider.reactor.reaction.domain.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiles {@code groupBy} into keys of groups: the values as texts, with commas between them. A part is a path such as
 * {@code data.labels.instance}, which is looked up without the engine, or an expression. What the event lacks is an empty text.
 */
public final class GroupKeys {

    private static final int MAX_KEY = 512;
    private static final String ROOT = "event.";
    private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(\\.[\\w-]+)*");
    private static final Set<String> ATTRIBUTES = Set.of(
            "id",
            "name",
            "type",
            "source",
            "subject",
            "time",
            "receivedAt",
            "project",
            "status",
            "extensions",
            "labels",
            "data");

    private GroupKeys() {}

    /** Returns what is wrong with a part, for its author; empty if nothing is. */
    public static Optional<String> problem(Expressions expressions, String text) {
        boolean path = PATH.matcher(text).matches();
        if (path && ATTRIBUTES.contains(path(text).getFirst())) {
            return Optional.empty();
        }
        return !path && text.contains(ROOT)
                ? expressions.problemOfCondition(text)
                : Optional.of("Expected a path of the event such as data.labels.instance, beginning with one of "
                        + Sandbox.listed(ATTRIBUTES) + ", or an expression over event, but was '" + text + "'");
    }

    /** Compiles the parts; none are one group for all. */
    public static Grouping compile(Expressions expressions, List<String> parts) {
        if (parts.isEmpty()) {
            return Grouping.NONE;
        }
        List<Template> templates =
                parts.stream().map(part -> part(expressions, part)).toList();
        return occurrence -> key(templates, occurrence);
    }

    private static Template part(Expressions expressions, String text) {
        if (!PATH.matcher(text).matches()) {
            return expressions.expression(text);
        }
        List<String> path = path(text);
        return occurrence -> value(occurrence, path);
    }

    private static List<String> path(String text) {
        return List.of((text.startsWith(ROOT) ? text.substring(ROOT.length()) : text).split("\\."));
    }

    private static @Nullable Object value(Occurrence occurrence, List<String> path) {
        Object value = occurrence.context();
        for (String step : path) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    private static String key(List<Template> parts, Occurrence occurrence) {
        List<String> texts = new ArrayList<>();
        for (Template part : parts) {
            // Two lists of values never make one key.
            texts.add(text(part.fill(occurrence)).replace("\\", "\\\\").replace(",", "\\,"));
        }
        String key = String.join(",", texts);
        boolean plain = key.length() <= MAX_KEY && key.codePoints().allMatch(GroupKeys::isStorable);
        return plain ? key : "sha256:" + sha256(key);
    }

    /** Half a surrogate pair is no character: JSON may hold one, and the database would keep another in its place. */
    private static boolean isStorable(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map -> PlainJson.text(map);
            case List<?> list -> PlainJson.text(list);
            default -> value.toString();
        };
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this Java runtime to have SHA-256, but it has not", e);
        }
    }
}
