package io.outrider.build.image.domain;

import org.jspecify.annotations.Nullable;

/**
 * A finished image, pinned.
 *
 * @param digest {@code sha256:<hex>} of the image's configuration: the image id
 * @param reference {@code registry/repository@sha256:<hex>} when it was pushed
 * @param archive sha256 (hex) of the docker-archive tar in the artifact store when it is kept there
 * @param archiveSize bytes; 0 without an archive
 */
public record BuiltImage(
        String digest, @Nullable String reference, @Nullable String archive, long archiveSize) {
    public BuiltImage {
        if (reference == null && archive == null) {
            throw new IllegalArgumentException("Expected image " + digest + " to be somewhere, but it has no place");
        }
    }
}
