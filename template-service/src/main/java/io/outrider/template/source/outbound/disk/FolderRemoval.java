package io.outrider.template.source.outbound.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Deletes work folders; one that cannot be deleted costs space and is only worth a warning. */
public final class FolderRemoval {
    private static final Logger LOG = Logger.getLogger(FolderRemoval.class);

    private FolderRemoval() {}

    /** Deletes the folder and everything in it, without following links. */
    public static void remove(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("Expected to delete %s, but %s", folder, e);
        }
    }
}
