package io.outrider.build.image.application;

import java.nio.file.Path;
import java.util.List;

/**
 * A docker-archive tar in the form that the service hands out, and its parts.
 *
 * @param file the tar
 * @param digest {@code sha256:<hex>} of the configuration
 * @param config the configuration
 * @param layers uncompressed layer tars, lowest first
 */
public record ImageArchive(Path file, String digest, Path config, List<Layer> layers) {
    public ImageArchive {
        layers = List.copyOf(layers);
    }

    /** One layer: its file and the sha256 (hex) of it. */
    public record Layer(Path file, String sha256) {}
}
