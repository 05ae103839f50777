package io.outrider.agent.log;

import io.outrider.redaction.Redactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads a spool file from its beginning as it may be shown: hidden texts replaced, cut at a size with a note. Offsets, size and
 * hash are those of the shown log. Reading it again from the beginning shows the same bytes. Not for several threads.
 */
final class RedactedLog implements AutoCloseable {

    private static final int READ_BYTES = 64 * 1024;

    private final Path file;
    private final long maxBytes;
    private final Redactor redactor;
    private final MessageDigest digest;
    private @Nullable FileChannel channel;
    private long raw;
    private long shown;
    private byte[] ready = {};
    private boolean flushed;

    RedactedLog(Path file, Collection<String> hidden, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
        this.redactor = new Redactor(hidden);
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }

    /** Returns the offset of the next byte. */
    long offset() {
        return shown;
    }

    /** Returns true if the file holds more than was read. */
    boolean hasMore() throws IOException {
        return ready.length > 0 || (raw < maxBytes && Files.exists(file) && Files.size(file) > raw);
    }

    /**
     * Returns the next bytes, none if there are none now.
     *
     * @param ended nothing is written any more, so nothing is held back
     */
    byte[] next(int max, boolean ended) throws IOException {
        fill(max, ended);
        int length = Math.min(max, ready.length);
        boolean whole = ended && flushed && length == ready.length;
        int cut = whole ? length : Utf8.cut(ready, length);
        return take(cut);
    }

    /** Goes forward to this offset. */
    void skipTo(long offset) throws IOException {
        while (shown < offset) {
            fill(READ_BYTES, false);
            if (ready.length == 0) {
                return;
            }
            take((int) Math.min(ready.length, offset - shown));
        }
    }

    /** Returns true if everything has been returned, given that nothing is written any more. */
    boolean exhausted() {
        return flushed && ready.length == 0;
    }

    /** Returns the hash of what has been returned so far. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Expected the JDK's SHA-256 to be cloneable", e);
        }
    }

    private byte[] take(int length) {
        byte[] taken = Arrays.copyOf(ready, length);
        ready = Arrays.copyOfRange(ready, length, ready.length);
        shown += length;
        digest.update(taken);
        return taken;
    }

    private void fill(int wanted, boolean ended) throws IOException {
        while (ready.length < wanted && !flushed) {
            byte[] bytes = read();
            boolean cut = raw >= maxBytes;
            boolean last = cut || (ended && bytes.length == 0);
            append(redactor.next(bytes, bytes.length, last));
            if (cut) {
                append(("\n[the log was cut after " + (maxBytes >> 20) + " MiB]\n").getBytes(StandardCharsets.UTF_8));
            }
            flushed = last;
            if (bytes.length == 0) {
                return;
            }
        }
    }

    private void append(byte[] more) {
        if (more.length > 0) {
            int before = ready.length;
            ready = Arrays.copyOf(ready, before + more.length);
            System.arraycopy(more, 0, ready, before, more.length);
        }
    }

    private byte[] read() throws IOException {
        if (channel == null) {
            if (!Files.exists(file)) {
                return new byte[0];
            }
            channel = FileChannel.open(file, StandardOpenOption.READ);
        }
        long left = Math.min(maxBytes, channel.size()) - raw;
        if (left <= 0) {
            return new byte[0];
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(READ_BYTES, left));
        int read = channel.read(buffer, raw);
        if (read <= 0) {
            return new byte[0];
        }
        raw += read;
        return Arrays.copyOf(buffer.array(), read);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
