package io.outrider.labels;

import java.util.BitSet;

/**
 * A pattern over names such as {@code prometheus/alert/DiskFull} or {@code web-1}: {@code *} stands for any characters but
 * {@code /}, {@code **} for any characters at all, {@code ?} for one character but {@code /}; {@code \} takes the next
 * character as it is. Upper and lower case differ.
 *
 * <p>Matching takes time in proportion to pattern × name at worst, whatever the pattern.
 *
 * @param pattern the text of the pattern
 */
public record Glob(String pattern) {

    /** Longer patterns are refused: names of events are at most 512 characters themselves. */
    public static final int MAX_LENGTH = 512;

    public Glob {
        if (pattern.isEmpty() || pattern.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("Expected a glob of 1 to " + MAX_LENGTH + " characters, but it has "
                    + pattern.length() + " characters");
        }
        if (endsInEscape(pattern)) {
            throw new IllegalArgumentException("Expected a character after the last \\ of the glob, but it ends there");
        }
    }

    /** Returns the glob of this text. */
    public static Glob of(String pattern) {
        return new Glob(pattern);
    }

    /** Says whether the text holds a wildcard or an escape, and so is more than a plain name. */
    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('\\') >= 0;
    }

    /** Says whether the whole name matches. */
    public boolean matches(String name) {
        BitSet places = new BitSet(pattern.length() + 1);
        reach(places, 0);
        for (int i = 0; i < name.length() && !places.isEmpty(); i++) {
            places = step(places, name.charAt(i));
        }
        return places.get(pattern.length());
    }

    /** The places in the pattern that can be reached by reading one more character. */
    private BitSet step(BitSet places, char c) {
        BitSet next = new BitSet(pattern.length() + 1);
        for (int p = places.nextSetBit(0); p >= 0 && p < pattern.length(); p = places.nextSetBit(p + 1)) {
            char wanted = pattern.charAt(p);
            if (wanted == '*') {
                if (c != '/' || isDouble(p)) {
                    reach(next, p);
                }
            } else if (wanted == '?') {
                if (c != '/') {
                    reach(next, p + 1);
                }
            } else if (wanted == '\\') {
                if (pattern.charAt(p + 1) == c) {
                    reach(next, p + 2);
                }
            } else if (wanted == c) {
                reach(next, p + 1);
            }
        }
        return next;
    }

    /** Marks a place and, since a star may stand for nothing, those behind the stars there. */
    private void reach(BitSet places, int place) {
        int p = place;
        places.set(p);
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p += isDouble(p) ? 2 : 1;
            places.set(p);
        }
    }

    private boolean isDouble(int place) {
        return place + 1 < pattern.length() && pattern.charAt(place + 1) == '*';
    }

    private static boolean endsInEscape(String text) {
        int backslashes = 0;
        for (int i = text.length() - 1; i >= 0 && text.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
