package io.outrider.agent.log;

/** Where a piece of UTF-8 may be cut. */
final class Utf8 {

    private Utf8() {}

    /** Returns the longest length, at most {@code length}, that does not end inside a character. Bytes that are no UTF-8 may be cut anywhere. */
    static int cut(byte[] bytes, int length) {
        // A character has at most four bytes, so its first one is among the last three if it is incomplete.
        for (int back = 1; back <= Math.min(3, length); back++) {
            int lead = bytes[length - back] & 0xff;
            if (lead >= 0xc0) {
                int size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
                return size > back ? length - back : length;
            }
            if (lead < 0x80) {
                return length;
            }
        }
        return length;
    }
}
