package io.outrider.stack.supervisor;

import io.outrider.stack.infrastructure.StackDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets one supervisor at a time work in a data folder; the kernel frees it however the supervisor ends. */
public final class StackLock implements AutoCloseable {

    private final StackDirectory directory;
    private final FileChannel channel;

    private StackLock(StackDirectory directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Returns empty if another supervisor holds it. */
    public static Optional<StackLock> take(StackDirectory directory) throws IOException {
        Path file = directory.root().resolve("supervisor.lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new StackLock(directory, channel));
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // The same answer as for another process.
        }
        channel.close();
        return Optional.empty();
    }

    /** Returns the folder that nobody else works in while this is held. */
    public StackDirectory directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
