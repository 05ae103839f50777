package io.outrider.build.image.application;

import java.nio.file.Path;
import java.util.List;

/**
 * Unpacked content.
 *
 * @param root folder that holds it
 * @param entries what is in it, sorted by path, folders before what they hold
 */
public record Content(Path root, List<Entry> entries) {
    public Content {
        entries = List.copyOf(entries);
    }

    /**
     * A file or folder.
     *
     * @param path relative, with slashes
     */
    public record Entry(String path, boolean folder, boolean executable) {
        /** The permissions in the image: content belongs to root and everyone may read it. */
        public int mode() {
            return folder || executable ? 0755 : 0644;
        }
    }
}
