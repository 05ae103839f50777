package io.outrider.companion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One header block of a tar. */
record TarHeader(String name, String link, char type, int mode, long size) {

    private static final int NAME = 100;
    private static final int PREFIX = 155;

    static boolean isEnd(byte[] block) {
        for (byte each : block) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    static TarHeader read(byte[] block) throws IOException {
        boolean ustar = new String(block, 257, 5, StandardCharsets.US_ASCII).equals("ustar");
        String prefix = ustar && block[262] == 0 ? text(block, 345, PREFIX) : "";
        String name = text(block, 0, NAME);
        char type = (char) (block[156] & 0xff);
        long size = type == '1' || type == '2' || type == '5' ? 0 : number(block, 124, 12);
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                text(block, 157, NAME),
                type,
                (int) number(block, 100, 8),
                size);
    }

    /** Returns this header with the longer names that stood before it. */
    TarHeader named(@Nullable String longName, @Nullable String longLink) {
        return new TarHeader(longName == null ? name : longName, longLink == null ? link : longLink, type, mode, size);
    }

    /** Returns the value of a key in a pax header, lines {@code <length> <key>=<value>}. */
    static @Nullable String pax(String text, String key, @Nullable String otherwise) {
        for (String line : text.lines().toList()) {
            int space = line.indexOf(' ');
            if (space > 0 && line.startsWith(key + "=", space + 1)) {
                return line.substring(space + 2 + key.length());
            }
        }
        return otherwise;
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    private static long number(byte[] block, int from, int length) throws IOException {
        if ((block[from] & 0x80) != 0) {
            long value = 0;
            for (int i = from + 4; i < from + length; i++) {
                value = value << 8 | (block[i] & 0xff);
            }
            return checked(value);
        }
        String octal = text(block, from, length).strip();
        try {
            return octal.isEmpty() ? 0 : checked(Long.parseLong(octal, 8));
        } catch (NumberFormatException e) {
            throw new IOException("Expected an octal number in the archive's header, but was '" + octal + "'", e);
        }
    }

    private static long checked(long value) throws IOException {
        if (value < 0) {
            throw new IOException("Expected a size in the archive's header, but was " + value);
        }
        return value;
    }
}
