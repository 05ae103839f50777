package io.outrider.build.image.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Refuses what a Dockerfile could not say safely or a runtime could not run. What passes holds no character that ends
 * a line or an argument where it stands.
 */
public final class ImageSpecCheck {
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._@+-]*(/[A-Za-z0-9._@+-]+)*");
    private static final Pattern USER =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,31})?");
    private static final Pattern REFERENCE =
            Pattern.compile("[a-z0-9][A-Za-z0-9._:/-]{0,254}(@sha256:[0-9a-f]{64})?|sha256:[0-9a-f]{64}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LABEL_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,254}");
    private static final Predicate<String> CONTROL =
            Pattern.compile("\\p{Cntrl}").asPredicate();
    /** Linux's PATH_MAX. */
    private static final int LONGEST_PATH = 4096;
    /** Docker writes labels and argv into one configuration of a few MiB at most; people need far less. */
    private static final int MOST_ITEMS = 256;

    private static final int LONGEST_TEXT = 64 * 1024;

    private ImageSpecCheck() {}

    /** Returns every problem, each naming the field; nothing when the specification is fine. */
    public static List<String> problems(ImageSpec spec) {
        List<String> problems = new ArrayList<>();
        base(spec.base(), problems);
        path(spec.contentPath(), problems);
        entrypoint(spec.entrypoint(), problems);
        labels(spec, problems);
        String user = spec.user();
        if (user != null && !USER.matcher(user).matches()) {
            problems.add("Expected user to be a name or number, optionally with :group, but it is " + quoted(user));
        }
        return problems;
    }

    private static void base(BaseImage base, List<String> problems) {
        switch (base) {
            case BaseImage.Scratch ignored -> {}
            case BaseImage.Referenced(String reference)
            when !REFERENCE.matcher(reference).matches() ->
                problems.add("Expected baseImage to be an image reference, but it is " + quoted(reference));
            case BaseImage.Referenced ignored -> {}
            case BaseImage.Archived(String sha256)
            when !SHA256.matcher(sha256).matches() ->
                problems.add("Expected baseImage to be archive:<sha256>, but the address is " + quoted(sha256));
            case BaseImage.Archived ignored -> {}
        }
    }

    private static void path(String path, List<String> problems) {
        if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches() || hasDots(path)) {
            problems.add(
                    "Expected contentPath to be an absolute path of letters, digits and . _ @ + - without . and .. "
                            + "parts, but it is " + quoted(path));
        }
    }

    private static boolean hasDots(String path) {
        return List.of(path.split("/", -1)).stream().anyMatch(part -> part.equals(".") || part.equals(".."));
    }

    private static void entrypoint(List<String> entrypoint, List<String> problems) {
        if (entrypoint.isEmpty() || entrypoint.getFirst().isBlank() || entrypoint.size() > MOST_ITEMS) {
            problems.add("Expected command to have 1 to " + MOST_ITEMS
                    + " arguments and to begin with a program, but it has " + entrypoint.size());
        }
        if (entrypoint.stream().anyMatch(argument -> argument.indexOf('\0') >= 0 || argument.length() > LONGEST_TEXT)) {
            problems.add("Expected each argument of command to have no NUL and at most " + LONGEST_TEXT
                    + " characters, but one does not keep to it");
        }
    }

    private static void labels(ImageSpec spec, List<String> problems) {
        if (spec.labels().size() > MOST_ITEMS) {
            problems.add("Expected at most " + MOST_ITEMS + " labels, but there are "
                    + spec.labels().size());
        }
        spec.labels().forEach((name, value) -> {
            if (!LABEL_NAME.matcher(name).matches()) {
                problems.add("Expected label names of letters, digits and . _ / -, but one is " + quoted(name));
            }
            if (CONTROL.test(value) || value.length() > LONGEST_TEXT) {
                problems.add("Expected label " + quoted(name) + " to be one line of at most " + LONGEST_TEXT
                        + " characters, but it is not");
            }
        });
    }

    private static String quoted(String text) {
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
