package io.outrider.build.queue.outbound.folder;

import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.queue.application.WorkSpace;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Private folders for builds. Each running instance holds a lock on a folder of its own; folders whose lock is free were
 * left by a crash and are removed when an instance begins.
 */
@ApplicationScoped
public class WorkFolders implements WorkSpace {
    private static final Logger LOG = Logger.getLogger(WorkFolders.class);
    private static final String LOCK = ".lock";

    private final Path base;
    private @Nullable Path own;
    private @Nullable FileChannel lock;

    WorkFolders(BuildSettings settings) {
        base = settings.workDir();
    }

    @Override
    public synchronized Path create() {
        try {
            return Files.createTempDirectory(own(), "build-", privately());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected to create a work folder in " + base + ", but " + e.getMessage(), e);
        }
    }

    @Override
    public void remove(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            LOG.warnf("Expected to remove work folder %s, but %s; it goes with the next start", folder, e.getMessage());
        }
    }

    @Override
    public synchronized void sweep() {
        try {
            Path mine = own();
            try (Stream<Path> folders = Files.list(base)) {
                folders.filter(folder -> !folder.equals(mine)).forEach(WorkFolders::removeIfLeft);
            }
        } catch (IOException e) {
            LOG.warnf("Expected to look for leftovers in %s, but %s", base, e.getMessage());
        }
    }

    @PreDestroy
    synchronized void close() throws IOException {
        if (lock != null && own != null) {
            delete(own);
            lock.close();
        }
    }

    private Path own() throws IOException {
        if (own == null) {
            Files.createDirectories(base, privately());
            Path folder = Files.createDirectory(base.resolve(UUID.randomUUID().toString()), privately());
            lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
            own = folder;
        }
        return own;
    }

    private static void removeIfLeft(Path folder) {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            if (free != null) {
                LOG.infof("Removing the work folder of an instance that is gone: %s", folder.getFileName());
                delete(folder);
            }
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debugf("Left %s alone: %s", folder, e.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    private static java.nio.file.attribute.FileAttribute<?> privately() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    }
}
