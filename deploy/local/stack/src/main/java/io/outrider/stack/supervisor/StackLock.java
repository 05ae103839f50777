package io.outrider.stack.supervisor;

import io.outrider.stack.infrastructure.StackDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets one process at a time do something in a data folder; the kernel frees it however the process ends. */
public final class StackLock implements AutoCloseable {

    private static final String WORK = "supervisor.lock";
    private static final String START = "up.lock";

    private final StackDirectory directory;
    private final FileChannel channel;

    private StackLock(StackDirectory directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Takes the lock of who works in the folder: empty if another supervisor holds it. */
    public static Optional<StackLock> take(StackDirectory directory) throws IOException {
        return take(directory, WORK);
    }

    /** Takes the lock of who brings the stack up, from before there is a supervisor: empty if another one does. */
    public static Optional<StackLock> takeToStart(StackDirectory directory) throws IOException {
        return take(directory, START);
    }

    /** Says whether somebody works in the folder or brings the stack up. */
    static boolean isHeld(StackDirectory directory) throws IOException {
        return isHeld(directory, WORK) || isHeld(directory, START);
    }

    private static boolean isHeld(StackDirectory directory, String name) throws IOException {
        if (!Files.exists(directory.root().resolve(name))) {
            return false;
        }
        Optional<StackLock> lock = take(directory, name);
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isEmpty();
    }

    private static Optional<StackLock> take(StackDirectory directory, String name) throws IOException {
        Path file = directory.root().resolve(name);
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
