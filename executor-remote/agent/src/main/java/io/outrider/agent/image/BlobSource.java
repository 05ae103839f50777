package io.outrider.agent.image;

import java.io.IOException;
import java.nio.file.Path;

/** Where blobs come from. */
@FunctionalInterface
public interface BlobSource {

    /**
     * Stores a blob as a file; its hash has been verified when this returns.
     *
     * @throws BlobMissingException if there is no such blob, or it never comes whole
     */
    void fetch(String sha256, Path target) throws BlobMissingException, IOException, InterruptedException;

    /** The blob cannot be had. */
    final class BlobMissingException extends Exception {

        private static final long serialVersionUID = 1L;

        public BlobMissingException(String message) {
            super(message);
        }
    }
}
