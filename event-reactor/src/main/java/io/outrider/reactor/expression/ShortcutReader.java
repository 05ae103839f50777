package io.outrider.reactor.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a condition as a {@link Shortcut}; gives up at whatever it does not know. */
final class ShortcutReader {

    private static final Pattern WORD = Pattern.compile(
            "\\s*(?:(?<path>event(?:\\.[A-Za-z_]\\w*)+)|(?<name>and|or|not)\\b|(?<operator>==|!=|<=|>=|<|>)"
                    + "|(?<number>\\d{1,15}(?:\\.\\d{1,9})?)(?![\\w.])|'(?<single>[^'\\\\]*)'|\"(?<double>[^\"\\\\]*)\"|(?<bracket>[()]))\\s*");

    private static final int MAX_DEPTH = 16;

    private record Word(String kind, String text) {}

    private final @Nullable List<Word> words;
    private int place;
    private int depth;

    ShortcutReader(String text) {
        words = words(text);
    }

    Optional<Shortcut> read() {
        Shortcut shortcut = words == null ? null : any();
        return words != null && place == words.size() ? Optional.ofNullable(shortcut) : Optional.empty();
    }

    private static @Nullable List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int from = 0;
        while (from < text.length()) {
            if (!matcher.find(from) || matcher.start() != from) {
                return null;
            }
            for (String kind : List.of("path", "name", "operator", "number", "single", "double", "bracket")) {
                String found = matcher.group(kind);
                if (found != null) {
                    words.add(new Word(kind, found));
                }
            }
            from = matcher.end();
        }
        return words;
    }

    private @Nullable Shortcut any() {
        List<Shortcut> parts = parts("or", this::all);
        return parts == null ? null : parts.size() == 1 ? parts.getFirst() : new Shortcut.Any(parts);
    }

    private @Nullable Shortcut all() {
        List<Shortcut> parts = parts("and", this::one);
        return parts == null ? null : parts.size() == 1 ? parts.getFirst() : new Shortcut.All(parts);
    }

    private @Nullable List<Shortcut> parts(String between, Supplier<@Nullable Shortcut> reading) {
        List<Shortcut> parts = new ArrayList<>();
        do {
            Shortcut part = reading.get();
            if (part == null) {
                return null;
            }
            parts.add(part);
        } while (accept("name", between));
        return parts;
    }

    /** A comparison, or one in brackets; the engine binds {@code not} otherwise, so that it is known before brackets only. */
    private @Nullable Shortcut one() {
        boolean not = accept("name", "not");
        if (accept("bracket", "(")) {
            depth++;
            Shortcut inner = depth > MAX_DEPTH ? null : any();
            depth--;
            return inner == null || !accept("bracket", ")") ? null : not ? new Shortcut.Not(inner) : inner;
        }
        return not ? null : comparison();
    }

    private @Nullable Shortcut comparison() {
        Word path = next("path");
        Word operator = path == null ? null : next("operator");
        Object constant = operator == null ? null : constant();
        return path == null || operator == null || constant == null
                ? null
                : new Shortcut.Comparison(
                        List.of(path.text().substring("event.".length()).split("\\.")), operator.text(), constant);
    }

    private @Nullable Object constant() {
        Word number = next("number");
        if (number != null) {
            boolean whole = number.text().indexOf('.') < 0;
            return whole ? (Object) Long.valueOf(number.text()) : Double.valueOf(number.text());
        }
        Word text = next("single");
        Word other = text == null ? next("double") : text;
        return other == null ? null : other.text();
    }

    private boolean accept(String kind, String text) {
        boolean there =
                words != null && place < words.size() && words.get(place).equals(new Word(kind, text));
        place += there ? 1 : 0;
        return there;
    }

    private @Nullable Word next(String kind) {
        if (words == null || place >= words.size() || !words.get(place).kind().equals(kind)) {
            return null;
        }
        return words.get(place++);
    }
}
