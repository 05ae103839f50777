package io.outrider.template.version.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version number as in Semantic Versioning 2.0.0, without build metadata: two versions that differ only in that would
 * be equal in order and different in content.
 *
 * @param preRelease the identifiers behind the dash; empty for a release
 */
public record SemanticVersion(int major, int minor, int patch, List<String> preRelease)
        implements Comparable<SemanticVersion> {
    /** What a template's first version is called if its author does not say. */
    public static final SemanticVersion FIRST = new SemanticVersion(0, 1, 0, List.of());

    private static final int MAX_LENGTH = 100;
    private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
    private static final Pattern FORM = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER
            + "(?:-((?:0|[1-9][0-9]{0,8}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
            + "(?:\\.(?:0|[1-9][0-9]{0,8}|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*))?");
    private static final Comparator<SemanticVersion> ORDER = Comparator.comparingInt(SemanticVersion::major)
            .thenComparingInt(SemanticVersion::minor)
            .thenComparingInt(SemanticVersion::patch)
            .thenComparing(SemanticVersion::preRelease, SemanticVersion::comparePreReleases);

    public SemanticVersion {
        preRelease = List.copyOf(preRelease);
    }

    /** Reads {@code 1.4.0} or {@code 1.4.0-rc.1}. */
    public static Optional<SemanticVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            return Optional.empty();
        }
        String pre = matcher.group(4);
        return Optional.of(new SemanticVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                pre == null ? List.of() : List.of(pre.split("\\.", -1))));
    }

    public boolean isRelease() {
        return preRelease.isEmpty();
    }

    /** Returns the release that comes after this version: of a pre-release, its own release. */
    public SemanticVersion nextPatch() {
        return new SemanticVersion(major, minor, isRelease() ? patch + 1 : patch, List.of());
    }

    @Override
    public int compareTo(SemanticVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        String core = major + "." + minor + "." + patch;
        return isRelease() ? core : core + "-" + String.join(".", preRelease);
    }

    /** A release is above its pre-releases; a longer list is above its own beginning (section 11). */
    private static int comparePreReleases(List<String> left, List<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compareIdentifiers(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** Numbers by value and below words; words by ASCII. */
    private static int compareIdentifiers(String left, String right) {
        boolean leftNumber = left.chars().allMatch(Character::isDigit);
        boolean rightNumber = right.chars().allMatch(Character::isDigit);
        if (leftNumber && rightNumber) {
            return Integer.compare(Integer.parseInt(left), Integer.parseInt(right));
        }
        return leftNumber == rightNumber ? left.compareTo(right) : Boolean.compare(rightNumber, leftNumber);
    }
}
