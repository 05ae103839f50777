package io.outrider.gateway.transfer.application;

import io.outrider.protocol.TaskRef;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a log.
 *
 * @param data its bytes
 * @param last true if nothing comes after it
 * @param sha256 of the whole log, on the last piece
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LogChunk(
        TaskRef ref,
        long offset,
        byte[] data,
        boolean last,
        @Nullable String sha256) {

    long end() {
        return offset + data.length;
    }

    LogChunk from(long start) {
        int known = (int) (start - offset);
        return new LogChunk(ref, start, java.util.Arrays.copyOfRange(data, known, data.length), last, sha256);
    }
}
