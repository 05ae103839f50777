package io.outrider.rest.auth;

import io.outrider.rest.Roles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the tokens file: lines {@code name:role[,role]:token}; empty lines and lines that begin with {@code #} are skipped.
 * No message ever repeats a token.
 */
final class TokensFile {

    /** Shorter tokens can be guessed. */
    static final int MIN_TOKEN = 16;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,62}");

    private TokensFile() {}

    /**
     * Returns the tokens of these lines.
     *
     * @throws IllegalArgumentException naming every wrong line
     */
    static List<StaticToken> parse(List<String> lines) {
        List<StaticToken> tokens = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(":", 3);
            String problem = problem(parts);
            if (problem.isEmpty() && !seen.add(parts[2])) {
                problem = "a token of its own";
            }
            if (problem.isEmpty()) {
                tokens.add(new StaticToken(parts[0], Set.of(parts[1].split(",")), parts[2]));
            } else {
                problems.add("line " + (i + 1) + ": expected " + problem);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected lines name:role[,role]:token in the tokens file, but " + String.join("; ", problems));
        }
        return List.copyOf(tokens);
    }

    private static String problem(String[] parts) {
        if (parts.length != 3) {
            return "name:role[,role]:token";
        }
        if (!NAME.matcher(parts[0]).matches()) {
            return "a name of at most 63 letters, digits, '.', '_', '@' or '-'";
        }
        List<String> roles = List.of(parts[1].split(",", -1));
        if (!Roles.all().containsAll(roles) || Set.copyOf(roles).size() != roles.size()) {
            return "different roles out of " + new TreeSet<>(Roles.all());
        }
        return parts[2].length() < MIN_TOKEN ? "a token of at least " + MIN_TOKEN + " characters" : "";
    }
}
