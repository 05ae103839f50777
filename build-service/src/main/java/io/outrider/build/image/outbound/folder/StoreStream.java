package io.outrider.build.image.outbound.folder;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Bytes from the artifact store for readers of archives. The store's failures are unchecked, so that nobody takes a lost
 * connection for a broken archive. Readers close what they read, but the rest is still needed for the digest: it stays open.
 */
final class StoreStream extends FilterInputStream {
    StoreStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // Whoever opened it closes it.
    }
}
