package io.outrider.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A built image, pinned.
 *
 * @param digest {@code sha256:<hex>} of the image's configuration
 * @param reference registry/repository@sha256:…, when it was pushed to a registry
 * @param archive sha256 of the docker-archive tar, a blob of the gateway
 * @param archiveSize bytes
 */
public record ImageRef(
        String digest, @Nullable String reference, @Nullable String archive, long archiveSize) {

    public ImageRef {
        Expect.text("image.digest", digest, 200);
        if (archive != null) {
            Expect.sha256("image.archive", archive);
        }
        Expect.that(
                reference != null || archive != null, "image", "reachable by reference or archive", "neither of both");
        Expect.that(archiveSize >= 0, "image.archiveSize", "0 or more", archiveSize);
    }
}
