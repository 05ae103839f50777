package io.outrider.agent.log;

import io.outrider.agent.log.LogUpload.LogRefusedException;
import io.outrider.protocol.ContentRange;
import io.outrider.protocol.LogTail;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The log of one task on its way to the gateway: live while the task runs, the rest at its end. Ranges go in order, one at a time;
 * where the gateway has less or more than expected, reading goes on from there.
 */
public final class TaskLog {

    // A range that a slow link moves within a request's time.
    private static final int CHUNK_BYTES = 256 * 1024;

    private final TaskRef ref;
    private final Path file;
    private final Set<String> hidden;
    private final long maxBytes;
    private final LogUpload upload;
    private final ReentrantLock lock = new ReentrantLock();
    private RedactedLog reader;
    private volatile boolean closed;

    /**
     * Nothing is read yet.
     *
     * @param hidden texts that must not be seen
     * @param maxBytes of the file; what is beyond is cut
     */
    public TaskLog(TaskRef ref, Path file, Set<String> hidden, long maxBytes, LogUpload upload) {
        this.ref = ref;
        this.file = file;
        this.hidden = Set.copyOf(hidden);
        this.maxBytes = maxBytes;
        this.upload = upload;
        this.reader = new RedactedLog(file, this.hidden, maxBytes);
    }

    /**
     * The end of a log.
     *
     * @param tail what has not been sent yet, small enough to ride in the report
     */
    public record End(
            long size, @Nullable String sha256, @Nullable LogTail tail) {}

    /** Returns true if there is something to send. A task that writes too much has its file cut here. */
    public boolean hasNews() throws IOException {
        if (closed) {
            return false;
        }
        if (Files.exists(file) && Files.size(file) > maxBytes) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                // The process appends, so it goes on from here and the file stays at its greatest size.
                channel.truncate(maxBytes);
            }
        }
        if (!lock.tryLock()) {
            return false;
        }
        try {
            return reader.hasMore();
        } finally {
            lock.unlock();
        }
    }

    /** Sends what is there so far; does nothing if that is already happening. */
    public void ship() throws LogRefusedException, IOException, InterruptedException {
        if (!lock.tryLock()) {
            return;
        }
        try {
            while (!closed) {
                long offset = reader.offset();
                byte[] chunk = reader.next(CHUNK_BYTES, false);
                if (chunk.length == 0) {
                    return;
                }
                follow(upload.send(ref, ContentRange.chunk(offset, chunk.length), chunk, null));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends what is left, but for a tail that fits the report. Nothing may be written any more. */
    public End finish() throws LogRefusedException, IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long offset = reader.offset();
                byte[] chunk = reader.next(CHUNK_BYTES, true);
                boolean last = reader.exhausted();
                if (last && chunk.length <= LogTail.MAX_BYTES) {
                    return new End(reader.offset(), reader.sha256(), new LogTail(offset, chunk));
                }
                ContentRange range =
                        last ? ContentRange.last(offset, chunk.length) : ContentRange.chunk(offset, chunk.length);
                follow(upload.send(ref, range, chunk, last ? reader.sha256() : null));
                if (last && reader.exhausted()) {
                    return new End(reader.offset(), reader.sha256(), null);
                }
            }
        } finally {
            reader.close();
            lock.unlock();
        }
    }

    /**
     * Reads nothing from now on, so that its file may become that of another task.
     *
     * @return false if somebody reads it at this moment, and may go on
     */
    public boolean close() throws IOException {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            closed = true;
            reader.close();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void follow(long accepted) throws IOException {
        if (accepted == reader.offset()) {
            return;
        }
        if (accepted < reader.offset()) {
            reader.close();
            reader = new RedactedLog(file, hidden, maxBytes);
        }
        reader.skipTo(accepted);
    }

    /** Returns the last lines as they may be shown, at most so many bytes. */
    public String lastLines(int lines, int bytes) throws IOException {
        return LogEnd.lastLines(file, hidden, lines, bytes);
    }
}
