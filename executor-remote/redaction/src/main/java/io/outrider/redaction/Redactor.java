package io.outrider.redaction;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Replaces hidden texts in a stream of bytes by {@code ***}, also where a text lies across two chunks: bytes that may be the
 * beginning of one are held back until it is certain. The result does not depend on how the stream was cut.
 */
public final class Redactor {

    private static final int UNDECIDED = -1;
    private static final byte[] MASK = {'*', '*', '*'};

    private final List<byte[]> hidden;
    private final boolean[] firstBytes = new boolean[256];
    private byte[] held = {};

    /** Hides these texts, empty ones left out. */
    public Redactor(Collection<String> hidden) {
        // The longest match wins, so that no rest of a text is seen.
        this.hidden = hidden.stream()
                .filter(text -> !text.isEmpty())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .sorted(Comparator.comparingInt((byte[] text) -> text.length).reversed())
                .toList();
        this.hidden.forEach(text -> firstBytes[text[0] & 0xff] = true);
    }

    /**
     * Returns what can be shown so far.
     *
     * @param last nothing comes after these bytes, so nothing is held back
     */
    public byte[] next(byte[] bytes, int length, boolean last) {
        if (hidden.isEmpty()) {
            return Arrays.copyOf(bytes, length);
        }
        byte[] input = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, 0, input, held.length, length);
        ByteArrayOutputStream shown = new ByteArrayOutputStream(input.length);
        int at = 0;
        while (at < input.length) {
            if (!firstBytes[input[at] & 0xff]) {
                shown.write(input[at++]);
                continue;
            }
            int match = match(input, at, last);
            if (match == UNDECIDED) {
                break;
            }
            if (match == 0) {
                shown.write(input[at++]);
            } else {
                shown.write(MASK, 0, MASK.length);
                at += match;
            }
        }
        held = Arrays.copyOfRange(input, at, input.length);
        return shown.toByteArray();
    }

    /** Tells whether nothing is held back. */
    public boolean isClear() {
        return held.length == 0;
    }

    private int match(byte[] input, int at, boolean last) {
        for (byte[] text : hidden) {
            int length = Math.min(text.length, input.length - at);
            if (Arrays.equals(input, at, at + length, text, 0, length)) {
                if (length == text.length) {
                    return length;
                }
                if (!last) {
                    return UNDECIDED;
                }
            }
        }
        return 0;
    }
}
