package io.outrider.k8s.log.domain;

import org.jspecify.annotations.Nullable;

/**
 * How far a log was told. A pod's log has no offsets, but times; old lines of a long one are dropped by its machine.
 *
 * @param offset bytes of the shown log
 * @param first time of the log's first line
 * @param last time of the last line that was told
 * @param count lines with that very time that were told
 */
public record LogMark(long offset, String first, String last, int count) {

    /** Returns {@code <offset> <first> <last> <count>}. */
    public String text() {
        return offset + " " + first + " " + last + " " + count;
    }

    /** Reads a mark; null if this is none. */
    public static @Nullable LogMark parse(@Nullable String text) {
        String[] parts = text == null ? new String[0] : text.split(" ");
        if (parts.length != 4) {
            return null;
        }
        try {
            return new LogMark(Long.parseLong(parts[0]), parts[1], parts[2], Integer.parseInt(parts[3]));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
