package io.outrider.protocol;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Content-Range: bytes first-last/size} of a log chunk (RFC 9110, 14.4), in both directions.
 *
 * <p>An empty chunk has no first and last byte; RFC 9110 cannot say it, so the last message of a log whose bytes are all
 * accepted is {@code bytes *}{@code /size} with an empty body.
 *
 * @param offset of the first byte; of an empty range the size
 * @param length bytes in the range
 * @param size of the whole, on the last range; empty if it is not known yet
 */
public record ContentRange(long offset, long length, OptionalLong size) {

    public static final String HEADER = "Content-Range";

    // 18 digits fit a long.
    private static final Pattern FORM =
            Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})/(\\*|\\d{1,18})|\\*/(\\d{1,18}))");

    public ContentRange {
        Expect.that(offset >= 0, "offset", "0 or more", offset);
        Expect.that(length >= 0, "length", "0 or more", length);
        Expect.that(length > 0 || size.isPresent(), "an empty range", "one with a size", "one without");
        Expect.that(
                size.isEmpty() || size.getAsLong() >= offset + length, "size", "no less than the range's end", size);
        Expect.that(
                length > 0 || size.isEmpty() || size.getAsLong() == offset, "an empty range", "at the size", offset);
    }

    /** Returns the range of a chunk that others follow. */
    public static ContentRange chunk(long offset, long length) {
        return new ContentRange(offset, length, OptionalLong.empty());
    }

    /** Returns the range of the last chunk, which may be empty. */
    public static ContentRange last(long offset, long length) {
        return new ContentRange(offset, length, OptionalLong.of(offset + length));
    }

    /** Returns the range that a 416 carries: so many bytes are accepted, go on from there. */
    public static ContentRange unsatisfied(long accepted) {
        return new ContentRange(accepted, 0, OptionalLong.of(accepted));
    }

    /**
     * Reads the header's value.
     *
     * @throws IllegalArgumentException if it is of another form, or its end lies before its beginning
     */
    public static ContentRange parse(String value) {
        Matcher matcher = FORM.matcher(value.strip());
        Expect.that(
                matcher.matches(), HEADER, "'bytes first-last/size', 'bytes first-last/*' or 'bytes */size'", value);
        if (matcher.group(4) != null) {
            return unsatisfied(Long.parseLong(matcher.group(4)));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        Expect.that(last >= first, HEADER, "a range whose end is not before its beginning", value);
        String size = matcher.group(3);
        OptionalLong whole = "*".equals(size) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size));
        return new ContentRange(first, last - first + 1, whole);
    }

    /** Returns the offset after the last byte. */
    public long end() {
        return offset + length;
    }

    /** Returns true if nothing comes after this range. */
    public boolean isLast() {
        return size.isPresent() && size.getAsLong() == end();
    }

    /** Returns the header's value. */
    public String text() {
        if (length == 0) {
            return "bytes */" + size.getAsLong();
        }
        String whole = size.isPresent() ? Long.toString(size.getAsLong()) : "*";
        return "bytes " + offset + "-" + (end() - 1) + "/" + whole;
    }
}
