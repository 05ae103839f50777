package io.outrider.build.image.domain;

import org.jspecify.annotations.Nullable;

/** What an image is built upon. */
public sealed interface BaseImage {
    String ARCHIVE_PREFIX = "archive:";

    /** Nothing. */
    record Scratch() implements BaseImage {}

    /** An image that a registry, or the engine that builds, knows by this reference. */
    record Referenced(String reference) implements BaseImage {}

    /** A docker-archive tar in the artifact store. */
    record Archived(String sha256) implements BaseImage {}

    /** Reads the form of build requests: nothing, {@code archive:<sha256>}, or a reference. */
    static BaseImage parse(@Nullable String text) {
        if (text == null || text.isBlank() || text.equals("scratch")) {
            return new Scratch();
        }
        return text.startsWith(ARCHIVE_PREFIX)
                ? new Archived(text.substring(ARCHIVE_PREFIX.length()))
                : new Referenced(text);
    }
}
