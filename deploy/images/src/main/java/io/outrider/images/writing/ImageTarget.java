package io.outrider.images.writing;

import java.nio.file.Path;

/** Where an image goes. */
public sealed interface ImageTarget {

    /** A tar, as {@code docker load} reads it or as an OCI layout. */
    record Archive(Path file, boolean oci) implements ImageTarget {}

    /** The registry that the image's reference names; credentials come from Docker's configuration file. */
    record Registry(boolean insecure) implements ImageTarget {}
}
