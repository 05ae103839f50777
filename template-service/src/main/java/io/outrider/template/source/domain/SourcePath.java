package io.outrider.template.source.domain;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A relative path inside a source, checked: slashes between plain names, nothing that climbs, no spelling that a file
 * system might take for another.
 *
 * @param value in Unicode's composed form (NFC)
 */
public record SourcePath(String value) {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    /** Most file systems' limit for one name, in bytes. */
    private static final int MAX_NAME_BYTES = 255;

    /**
     * Checks a path as an archive spells it. A leading {@code ./} and trailing slashes mean nothing; the archive's root
     * itself gives an empty path.
     *
     * @throws SourceRefusedException naming the path
     */
    public static SourcePath of(String raw, SourceLimits limits) {
        if (raw.length() > limits.pathLength()) {
            throw refused(raw, "a path of at most " + limits.pathLength() + " characters");
        }
        String path = strip(Normalizer.normalize(raw, Normalizer.Form.NFC));
        if (raw.startsWith("/") || DRIVE.matcher(path).matches()) {
            throw refused(raw, "a relative path");
        }
        if (raw.indexOf('\\') >= 0) {
            throw refused(raw, "slashes between names, no backslashes");
        }
        if (raw.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD')) {
            throw refused(raw, "a path without control characters, in UTF-8");
        }
        if (!path.isEmpty()) {
            checkNames(raw, path, limits);
        }
        return new SourcePath(path);
    }

    /** Returns what paths have in common that a file system may not tell apart. */
    public String foldedKey() {
        return value.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Returns the folders above, from the root downwards. */
    public List<SourcePath> parents() {
        List<SourcePath> parents = new ArrayList<>();
        for (int slash = value.indexOf('/'); slash >= 0; slash = value.indexOf('/', slash + 1)) {
            parents.add(new SourcePath(value.substring(0, slash)));
        }
        return parents;
    }

    @Override
    public String toString() {
        return value;
    }

    private static String strip(String path) {
        String stripped = path;
        while (stripped.startsWith("./")) {
            stripped = stripped.substring(2);
        }
        while (stripped.endsWith("/")) {
            stripped = stripped.substring(0, stripped.length() - 1);
        }
        return stripped.equals(".") ? "" : stripped;
    }

    private static void checkNames(String raw, String path, SourceLimits limits) {
        String[] names = path.split("/", -1);
        if (names.length > limits.depth() + 1) {
            throw refused(raw, "at most " + limits.depth() + " folders above a file");
        }
        for (String name : names) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw refused(raw, "a path without '..', '.' and empty names");
            }
            if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
                throw refused(raw, "names of at most " + MAX_NAME_BYTES + " bytes");
            }
        }
    }

    private static SourceRefusedException refused(String raw, String expected) {
        return new SourceRefusedException("Expected " + expected + ", but the source has '" + shown(raw) + "'");
    }

    /** Returns a path fit for a message, whatever it contains. */
    public static String shown(String raw) {
        StringBuilder text = new StringBuilder();
        raw.codePoints().limit(120).forEach(c -> {
            if (Character.isISOControl(c)) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return raw.codePointCount(0, raw.length()) > 120 ? text + "…" : text.toString();
    }
}
