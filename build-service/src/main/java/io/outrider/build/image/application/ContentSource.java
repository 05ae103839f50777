package io.outrider.build.image.application;

import java.nio.file.Path;

/** Port: where content comes from. */
public interface ContentSource {

    /**
     * Unpacks the tgz with this address into a folder.
     *
     * @throws BuildFailure when it is missing, damaged or not to be trusted
     */
    Content unpack(String sha256, Path folder);

    /**
     * Copies the bytes with this address to a file.
     *
     * @throws BuildFailure when they are missing or damaged
     */
    void copy(String sha256, Path file);
}
