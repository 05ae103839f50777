package io.outrider.cli.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream on which nothing arrived for a while, so that a reader of a dead connection is woken with an error. */
final class Watchdog implements AutoCloseable {
    private final InputStream stream;
    private final Thread thread;
    private final long silenceNanos;
    private volatile long lastRead = System.nanoTime();

    Watchdog(InputStream stream, Duration silence) {
        this.stream = stream;
        this.silenceNanos = silence.toNanos();
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    /** The stream whose reads are noticed. */
    InputStream watched() {
        return new FilterInputStream(stream) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                lastRead = System.nanoTime();
                return count;
            }
        };
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            long left = silenceNanos;
            while (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
                left = silenceNanos - (System.nanoTime() - lastRead);
            }
            stream.close();
        } catch (InterruptedException | IOException over) {
            // Closed by the reader, or broken already: nothing left to watch.
        }
    }
}
