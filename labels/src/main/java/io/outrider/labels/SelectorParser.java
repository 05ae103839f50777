package io.outrider.labels;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the text of one selector, once, from left to right. */
final class SelectorParser {
    private final String text;
    private int at;

    SelectorParser(String text) {
        this.text = text;
    }

    List<Requirement> parse() {
        if (text.length() > LabelSelector.MAX_LENGTH) {
            throw new SelectorSyntaxException(
                    "at most " + LabelSelector.MAX_LENGTH + " characters", text.length() + " characters", 0);
        }
        List<Requirement> requirements = new ArrayList<>();
        skipBlanks();
        if (at == text.length()) {
            return requirements;
        }
        requirements.add(requirement());
        while (at < text.length()) {
            expect(',');
            requirements.add(requirement());
        }
        return requirements;
    }

    private Requirement requirement() {
        skipBlanks();
        boolean negated = accept('!');
        skipBlanks();
        int start = at;
        String word = word();
        if (word.isEmpty()) {
            throw error("a label key or a glob", start);
        }
        skipBlanks();
        if (Glob.isPattern(word)) {
            return glob(word, negated, start);
        }
        check(LabelSyntax.problemOfKey(word), "a label key", word, start);
        return negated ? new Requirement.Absent(word) : afterKey(word);
    }

    private Requirement glob(String word, boolean negated, int start) {
        if (word.length() > Glob.MAX_LENGTH || word.indexOf('\\') >= 0) {
            throw error("a glob of at most " + Glob.MAX_LENGTH + " characters without \\", start);
        }
        Glob glob = Glob.of(word);
        return negated ? new Requirement.NameDiffers(glob) : new Requirement.NameMatches(glob);
    }

    private Requirement afterKey(String key) {
        if (at == text.length() || text.charAt(at) == ',') {
            return new Requirement.Exists(key);
        }
        if (accept('!')) {
            expect('=');
            return new Requirement.NotIn(key, Set.of(value()));
        }
        if (accept('=')) {
            accept('=');
            return new Requirement.In(key, Set.of(value()));
        }
        int start = at;
        return switch (word()) {
            case "in" -> new Requirement.In(key, values());
            case "notin" -> new Requirement.NotIn(key, values());
            default -> throw error("one of ',', '=', '==', '!=', 'in', 'notin'", start);
        };
    }

    private Set<String> values() {
        expect('(');
        Set<String> values = new HashSet<>();
        do {
            values.add(value());
        } while (accept(','));
        expect(')');
        skipBlanks();
        return values;
    }

    private String value() {
        skipBlanks();
        int start = at;
        String value = word();
        check(LabelSyntax.problemOfValue(value), "a label value", value, start);
        skipBlanks();
        return value;
    }

    private String word() {
        int start = at;
        while (at < text.length() && ",=!()".indexOf(text.charAt(at)) < 0 && !isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void check(Optional<String> problem, String expected, String found, int position) {
        if (problem.isPresent()) {
            throw new SelectorSyntaxException(expected, "'" + shortened(found) + "'", position);
        }
    }

    private void expect(char wanted) {
        skipBlanks();
        if (!accept(wanted)) {
            throw error("'" + wanted + "'", at);
        }
    }

    private boolean accept(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private SelectorSyntaxException error(String expected, int position) {
        String found = position >= text.length() ? "its end" : "'" + shortened(text.substring(position)) + "'";
        return new SelectorSyntaxException(expected, found, position);
    }

    private static String shortened(String rest) {
        return rest.length() <= 20 ? rest : rest.substring(0, 20) + "…";
    }
}
