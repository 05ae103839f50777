package io.outrider.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a label may look like: Kubernetes' rules. A key is {@code [prefix/]name} with a DNS name as prefix; name and value
 * have at most 63 letters, digits, {@code -}, {@code _} and {@code .}, beginning and ending with a letter or digit; a value
 * may be empty.
 */
public final class LabelSyntax {

    /** More labels on one thing are refused. */
    public static final int MAX_LABELS = 64;

    private static final int MAX_NAME = 63;
    private static final int MAX_PREFIX = 253;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");

    private LabelSyntax() {}

    /** Returns everything that is wrong with these labels, one sentence each; empty if nothing is. */
    public static List<String> problems(Map<String, String> labels) {
        List<String> problems = new ArrayList<>();
        if (labels.size() > MAX_LABELS) {
            problems.add("Expected at most " + MAX_LABELS + " labels, but there are " + labels.size());
        }
        labels.forEach((key, value) -> {
            problemOfKey(key).ifPresent(problems::add);
            problemOfValue(value).ifPresent(problems::add);
        });
        return problems;
    }

    /** Returns what is wrong with a label's key. */
    public static Optional<String> problemOfKey(String key) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "" : key.substring(0, slash);
        boolean prefixFits = slash < 0 || fits(PREFIX, prefix, MAX_PREFIX);
        return prefixFits && fits(NAME, key.substring(slash + 1), MAX_NAME)
                ? Optional.empty()
                : Optional.of("Expected a label key of the form [prefix/]name with at most 63 letters, digits, '-', '_'"
                        + " or '.', but it was '" + shortened(key) + "'");
    }

    /** Returns what is wrong with a label's value. */
    public static Optional<String> problemOfValue(String value) {
        return value.isEmpty() || fits(NAME, value, MAX_NAME)
                ? Optional.empty()
                : Optional.of("Expected a label value of at most 63 letters, digits, '-', '_' or '.', but it was '"
                        + shortened(value) + "'");
    }

    private static boolean fits(Pattern pattern, String text, int max) {
        return text.length() <= max && pattern.matcher(text).matches();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
