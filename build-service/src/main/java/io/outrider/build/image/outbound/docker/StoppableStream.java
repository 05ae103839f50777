package io.outrider.build.image.outbound.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a long copy soon after its thread was interrupted. */
final class StoppableStream extends FilterInputStream {

    /** The thread was interrupted. */
    static final class Stopped extends IOException {
        Stopped() {
            super("Expected to read to the end, but the build was stopped");
        }
    }

    StoppableStream(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (Thread.interrupted()) {
            throw new Stopped();
        }
        return super.read(buffer, offset, length);
    }
}
