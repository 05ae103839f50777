package io.outrider.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Writes a stream of unknown length to a new file, counts and hashes on the way, and forces it to the disk. */
public final class Spool {
    /** Large enough that hashing, not system calls, is the cost. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private Spool() {}

    /**
     * Copies the stream to its end.
     *
     * @param file must not exist; the caller deletes it, also after a failure
     * @throws ArtifactTooLargeException as soon as more than {@code maxBytes} were read
     */
    public static Stored write(InputStream in, long maxBytes, Path file) throws IOException {
        MessageDigest digest = Address.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > maxBytes) {
                    throw new ArtifactTooLargeException(maxBytes);
                }
                digest.update(buffer, 0, read);
                writeFully(out, ByteBuffer.wrap(buffer, 0, read));
            }
            out.force(true);
        }
        return new Stored(HexFormat.of().formatHex(digest.digest()), size);
    }

    /** Deletes the file if it is there; one that cannot be deleted is only worth a warning. */
    public static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(Spool.class.getName())
                    .log(System.Logger.Level.WARNING, "Expected to delete {0}, but {1}", file, e.getMessage());
        }
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
