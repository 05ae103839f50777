package io.outrider.images.catalogue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * One layer of an image.
 *
 * @param name for people; not in the image
 * @param entries sorted by path
 */
public record Layer(String name, List<Entry> entries) {

    public Layer {
        entries = entries.stream().sorted(Comparator.comparing(Entry::path)).toList();
    }

    /**
     * A file or an empty folder.
     *
     * @param source where its bytes lie; of a folder only its being one counts
     * @param path absolute, in the image
     * @param mode octal digits, such as 644
     * @param owner {@code user:group}
     */
    public record Entry(Path source, String path, String mode, String owner) {}
}
