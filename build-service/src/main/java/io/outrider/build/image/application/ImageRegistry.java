package io.outrider.build.image.application;

/** Port: the registry that images are published to, if one is configured. */
public interface ImageRegistry {

    boolean isConfigured();

    /**
     * Pushes an image.
     *
     * @param repository below the configured prefix
     * @return {@code registry/repository@sha256:<hex>}
     */
    String push(ImageArchive image, String repository, String tag, BuildLine log) throws InterruptedException;
}
