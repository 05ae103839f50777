package io.outrider.protocol;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Range: bytes=first-last} (RFC 9110, 14.2), one range only. A request for part of a blob carries it, and the 202 of a
 * log chunk: {@code bytes=0-b} says that everything up to b is accepted; with nothing accepted the header is left out.
 *
 * @param first byte
 * @param last byte, inclusive; empty means to the end
 */
public record ByteRange(long first, OptionalLong last) {

    public static final String HEADER = "Range";

    private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?");

    public ByteRange {
        Expect.that(first >= 0, "first", "0 or more", first);
        Expect.that(last.isEmpty() || last.getAsLong() >= first, "last", "no less than first", last);
    }

    /** Returns the range of everything from this byte on. */
    public static ByteRange from(long first) {
        return new ByteRange(first, OptionalLong.empty());
    }

    /** Returns the range that acknowledges so many bytes, at least one. */
    public static ByteRange accepted(long bytes) {
        return new ByteRange(0, OptionalLong.of(bytes - 1));
    }

    /**
     * Reads the header's value.
     *
     * @throws IllegalArgumentException if it is of another form; suffix ranges and lists are not spoken here
     */
    public static ByteRange parse(String value) {
        Matcher matcher = FORM.matcher(value.strip());
        Expect.that(matcher.matches(), HEADER, "'bytes=first-last' or 'bytes=first-'", value);
        String last = matcher.group(2);
        return new ByteRange(
                Long.parseLong(matcher.group(1)),
                last == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(last)));
    }

    /** Returns the header's value. */
    public String text() {
        return "bytes=" + first + "-" + (last.isPresent() ? last.getAsLong() : "");
    }
}
