package io.outrider.template.source.outbound.archive;

import io.outrider.template.source.domain.SourceRefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Limits what a tar reader may take for an entry's headers, which it gathers in memory: a long name of a gigabyte of
 * zeros costs an archive nothing.
 */
final class MeteredInputStream extends FilterInputStream {
    private long allowance;

    MeteredInputStream(InputStream in) {
        super(in);
    }

    /** Allows this many bytes from now on. */
    void allow(long bytes) {
        allowance = bytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) {
        allowance -= bytes;
        if (allowance < 0) {
            throw new SourceRefusedException("Expected entries with small headers, but one has an oversized header");
        }
    }
}
