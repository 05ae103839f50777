package io.outrider.scheduler.template.domain;

import java.math.BigInteger;
import java.util.Comparator;

/** Order of versions as semver.org 2.0.0 has it (§11); anything else comes before all real versions. */
public final class SemanticVersion implements Comparator<String> {

    public static final SemanticVersion ORDER = new SemanticVersion();

    /** The order of preference where no version is named: any release before any pre-release, then as {@link #ORDER}; the last is the latest. */
    public static final Comparator<String> LATEST_LAST =
            Comparator.comparing(SemanticVersion::isRelease).thenComparing(ORDER);

    private SemanticVersion() {}

    @Override
    public int compare(String left, String right) {
        String a = withoutBuild(left);
        String b = withoutBuild(right);
        int core = compareIdentifiers(core(a), core(b));
        if (core != 0) {
            return core;
        }
        String preA = preRelease(a);
        String preB = preRelease(b);
        if (preA.isEmpty() || preB.isEmpty()) {
            // A release comes after its pre-releases.
            return Boolean.compare(preA.isEmpty(), preB.isEmpty());
        }
        return compareIdentifiers(preA, preB);
    }

    private static boolean isRelease(String version) {
        return preRelease(withoutBuild(version)).isEmpty();
    }

    private static int compareIdentifiers(String left, String right) {
        String[] a = left.split("\\.", -1);
        String[] b = right.split("\\.", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = compareIdentifier(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static int compareIdentifier(String a, String b) {
        boolean numberA = isNumber(a);
        boolean numberB = isNumber(b);
        if (numberA && numberB) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        return numberA == numberB ? a.compareTo(b) : numberA ? -1 : 1;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String withoutBuild(String version) {
        int plus = version.indexOf('+');
        return plus < 0 ? version : version.substring(0, plus);
    }

    private static String core(String version) {
        int dash = version.indexOf('-');
        return dash < 0 ? version : version.substring(0, dash);
    }

    private static String preRelease(String version) {
        int dash = version.indexOf('-');
        return dash < 0 ? "" : version.substring(dash + 1);
    }
}
