package io.outrider.agent.image;

import java.nio.file.Path;
import java.util.Map;

/**
 * An image on disk.
 *
 * @param home its folder in the cache
 * @param env variables of its configuration
 */
public record UnpackedImage(Path home, Map<String, String> env) {

    public UnpackedImage {
        env = Map.copyOf(env);
    }

    /** Returns the root folder; shared by all who use the image, so nobody writes to it. */
    public Path root() {
        return home.resolve("root");
    }
}
