package io.outrider.template.manifest.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that an unknown one was probably meant to be. */
public final class Suggestion {
    /** More changes than this and the words have nothing to do with each other. */
    private static final int MAX_DISTANCE = 2;
    /** Longer words are not worth comparing. */
    private static final int MAX_LENGTH = 64;

    private Suggestion() {}

    /** Returns {@code "; did you mean x?"}, or an empty text if nothing is near. */
    public static String forWord(String unknown, Collection<String> known) {
        return nearest(unknown, known)
                .map(word -> "; did you mean " + word + "?")
                .orElse("");
    }

    /** Returns the nearest known word, if one is near enough. */
    public static Optional<String> nearest(String unknown, Collection<String> known) {
        if (unknown.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        record Candidate(String word, int distance) {}
        return known.stream()
                .map(word -> new Candidate(word, distance(unknown, word)))
                .filter(candidate -> candidate.distance() <= MAX_DISTANCE
                        && candidate.distance() < candidate.word().length())
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .map(Candidate::word);
    }

    /** Levenshtein distance, with the case of letters ignored. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same = Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
                int changed = previous[j - 1] + (same ? 0 : 1);
                current[j] = Math.min(changed, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
