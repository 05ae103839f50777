package io.outrider.cli.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which files of a folder stay out of its archive: the patterns of {@code .outriderignore}, else of
 * {@code .gitignore}, at its root, in gitignore's notation; the last pattern that matches decides. Version control's own
 * folders always stay out.
 */
final class IgnoreRules {
    private record Rule(Pattern pattern, boolean folderOnly, boolean kept) {}

    private static final List<String> ALWAYS = List.of(".git/", ".hg/", ".svn/", ".DS_Store", ".outriderignore");

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = rules;
    }

    static IgnoreRules of(Path folder) throws IOException {
        for (String name : List.of(".outriderignore", ".gitignore")) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                return parse(Files.readAllLines(file));
            }
        }
        return parse(List.of());
    }

    static IgnoreRules parse(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> rules.add(rule(line)));
        ALWAYS.forEach(line -> rules.add(rule(line)));
        return new IgnoreRules(rules);
    }

    /**
     * Tells whether a path stays out.
     *
     * @param path relative to the folder, with slashes; its parents are known not to be ignored
     */
    boolean ignores(String path, boolean folder) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if ((folder || !rule.folderOnly()) && rule.pattern().matcher(path).matches()) {
                ignored = !rule.kept();
            }
        }
        return ignored;
    }

    private static Rule rule(String line) {
        boolean kept = line.startsWith("!");
        String rest = kept ? line.substring(1) : line;
        boolean folderOnly = rest.endsWith("/");
        String glob = folderOnly ? rest.substring(0, rest.length() - 1) : rest;
        boolean anchored = glob.contains("/");
        String regex = regex(glob.startsWith("/") ? glob.substring(1) : glob);
        return new Rule(Pattern.compile(anchored ? regex : "(.*/)?" + regex), folderOnly, kept);
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 1;
            } else {
                regex.append(
                        switch (c) {
                            case '*' -> "[^/]*";
                            case '?' -> "[^/]";
                            default -> Pattern.quote(String.valueOf(c));
                        });
            }
        }
        return regex.toString();
    }
}
