package io.outrider.protocol;

import java.util.Arrays;

/**
 * A small piece of a log inside a report: what a short task wrote, so that it needs no request of its own.
 *
 * @param offset of the first byte
 * @param data at most {@value #MAX_BYTES} bytes; base64 in JSON
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content below
public record LogTail(long offset, byte[] data) {

    public static final int MAX_BYTES = 64 * 1024;

    public LogTail {
        Expect.that(offset >= 0, "log.offset", "0 or more", offset);
        data = Expect.present("log.data", data).clone();
        Expect.that(data.length <= MAX_BYTES, "log.data", "at most " + MAX_BYTES + " bytes", data.length);
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogTail tail && offset == tail.offset && Arrays.equals(data, tail.data);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(offset) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "LogTail[offset=" + offset + ", " + data.length + " bytes]";
    }
}
