package io.outrider.scheduler.log.domain;

import io.outrider.scheduler.job.domain.JobId;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A range of a log.
 *
 * @param start offset of the first byte
 * @param data the bytes, read-only
 */
public record Chunk(JobId job, Stream stream, long start, ByteBuffer data, Instant at) {

    public Chunk {
        data = data.asReadOnlyBuffer();
    }

    public int size() {
        return data.remaining();
    }

    public long end() {
        return start + size();
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        byte[] bytes = new byte[size()];
        data.duplicate().get(bytes);
        return bytes;
    }

    /** Returns this chunk without what lies before the offset. */
    Chunk from(long offset) {
        int skipped = (int) (offset - start);
        return new Chunk(job, stream, offset, data.slice(data.position() + skipped, size() - skipped), at);
    }
}
