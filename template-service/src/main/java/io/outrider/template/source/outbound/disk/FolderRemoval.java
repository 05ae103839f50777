package io.outrider.template.source.outbound.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Deletes work folders; one that cannot be deleted costs space and is only worth a warning. */
public final class FolderRemoval {
    private static final Logger LOG = Logger.getLogger(FolderRemoval.class);

    /** What this service makes in its work folder, which may be one that others use too. */
    private static final Pattern OURS = Pattern.compile("(?:source|git|upload)-.*");

    private static final int MOST_ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 50;

    private FolderRemoval() {}

    /** Deletes sources, with everything in them, that were last changed before this time. */
    public static void removeOlder(Path parent, Instant before) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> inside = Files.list(parent)) {
            for (Path path : inside.toList()) {
                String name = path.getFileName().toString();
                FileTime changed = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
                if (OURS.matcher(name).matches() && changed.toInstant().isBefore(before)) {
                    LOG.infof("Deleting %s, which an earlier process left behind", name);
                    remove(path);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("Expected to look for leftovers in %s, but %s", parent, e);
        }
    }

    /**
     * Deletes the folder and everything in it, without following links. Tries again for a second: a library may still be making and removing
     * files of its own there, as JGit does on threads of its own.
     */
    public static void remove(Path folder) {
        for (int attempt = 1; Files.exists(folder, LinkOption.NOFOLLOW_LINKS); attempt++) {
            try {
                removeOnce(folder);
                return;
            } catch (IOException | UncheckedIOException e) {
                if (attempt == MOST_ATTEMPTS || !paused()) {
                    LOG.warnf("Expected to delete %s, but %s", folder, e);
                    return;
                }
            }
        }
    }

    private static void removeOnce(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Returns false if the thread was told to stop. */
    private static boolean paused() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
