package io.outrider.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps bytes under their own sha256. What {@link #put} returned is durable and never changes; storing the same bytes
 * again is harmless, from any number of threads and processes. A put that fails leaves nothing visible. All methods
 * block; input and output failures come as {@link UncheckedIOException} and may be retried.
 */
public interface ArtifactStore {

    /**
     * Stores the stream to its end. The caller closes it.
     *
     * @throws ArtifactTooLargeException when there are more than {@code maxBytes}
     */
    Stored put(InputStream in, long maxBytes);

    /** Stores a file as it is now; the file stays where it is. */
    default Stored put(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return put(in, Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + file + ", but " + e.getMessage(), e);
        }
    }

    /** Opens the bytes from the given offset, or nothing when the address is unknown or malformed. The caller closes. */
    Optional<InputStream> open(String sha256, long offset);

    /** Opens all the bytes, or nothing when the address is unknown or malformed. The caller closes. */
    default Optional<InputStream> open(String sha256) {
        return open(sha256, 0);
    }

    /** Returns the size in bytes, or nothing when the address is unknown or malformed. */
    OptionalLong size(String sha256);
}
