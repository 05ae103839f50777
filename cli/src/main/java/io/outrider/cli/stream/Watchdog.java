package io.outrider.cli.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Closes a stream on which nothing arrived for a while, or whose time is over, so that a reader of a dead connection or
 * a quiet one is woken with an error.
 */
final class Watchdog implements AutoCloseable {
    private final InputStream stream;
    private final Thread thread;
    private final long silenceNanos;
    private final long deadline;
    private final Runnable heard;
    private volatile long lastRead = System.nanoTime();

    /**
     * Begins to watch.
     *
     * @param deadline one of {@link System#nanoTime}
     * @param heard called by the reader whenever something arrived
     */
    Watchdog(InputStream stream, Duration silence, long deadline, Runnable heard) {
        this.stream = stream;
        this.silenceNanos = silence.toNanos();
        this.deadline = deadline;
        this.heard = heard;
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    /** The stream whose reads are noticed. */
    InputStream watched() {
        return new FilterInputStream(stream) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                lastRead = System.nanoTime();
                if (count > 0) {
                    heard.run();
                }
                return count;
            }
        };
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private long left() {
        long now = System.nanoTime();
        return Math.min(silenceNanos - (now - lastRead), deadline - now);
    }

    private void watch() {
        try {
            for (long left = left(); left > 0; left = left()) {
                Thread.sleep(Duration.ofNanos(left));
            }
            stream.close();
        } catch (InterruptedException | IOException over) {
            // Closed by the reader, or broken already: nothing left to watch.
        }
    }
}
