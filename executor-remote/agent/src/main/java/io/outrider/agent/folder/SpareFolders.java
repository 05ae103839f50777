package io.outrider.agent.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;

/**
 * Emptied folders of ended tasks, for the next ones. Making a folder can be dear: an ext4 without a journal, as many virtual machines
 * have it, looks at every inode that was freed in the last minutes before it takes one. The log is always a new file: a process that a task
 * left behind may still write to the old one.
 */
final class SpareFolders {

    /** More tasks than this seldom end while none starts. */
    private static final int MOST = 64;

    private static final List<String> REMOVED = List.of("log", "work", "content", "out/outputs.json");
    private static final List<String> EMPTIED = List.of("pid", "exit");
    private static final Set<String> IN_TASK = Set.of("out", "state", "log", "pid", "exit", "work", "content");
    private static final Set<String> IN_OUT = Set.of("artifacts", "outputs.json");

    private final Path home;
    private final UserPrincipal owner;
    private final BlockingQueue<Path> spares = new ArrayBlockingQueue<>(MOST);

    /** Uses a folder for them, on the file system of the tasks; what is in it already is not used. */
    SpareFolders(Path home) throws IOException {
        this.home = PrivateFiles.folder(home);
        this.owner = Files.getOwner(home);
    }

    /** Makes the folders that a task finds in this place out of a spare one; false if there is none. */
    boolean take(Path disk) {
        Path spare = spares.poll();
        if (spare == null) {
            return false;
        }
        try {
            Files.move(spare, disk, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Empties a task's folder and keeps it; false if it is not as a task finds it, or enough are kept: then some of it may be gone. */
    boolean give(Path disk) {
        try {
            if (spares.remainingCapacity() == 0 || !plain(disk)) {
                return false;
            }
            for (String name : REMOVED) {
                PrivateFiles.remove(disk.resolve(name));
            }
            for (String name : EMPTIED) {
                empty(disk.resolve(name));
            }
            Path spare = Files.move(disk, home.resolve(disk.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            if (!spares.offer(spare)) {
                PrivateFiles.remove(spare);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void empty(Path file) throws IOException {
        try {
            PosixFileAttributes attributes = attributes(file);
            if (attributes.isRegularFile() && own(attributes, PrivateFiles.OWNER_FILE)) {
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            } else {
                PrivateFiles.remove(file);
            }
        } catch (NoSuchFileException e) {
            // The task was not started, or by something that keeps no such file.
        }
    }

    /** Tells whether the folders are those that a task finds, and hold nothing that is not removed with a name. */
    private boolean plain(Path disk) throws IOException {
        Path out = disk.resolve("out");
        return holdsOnly(disk, IN_TASK)
                && holdsOnly(out, IN_OUT)
                && holdsOnly(out.resolve("artifacts"), Set.of())
                && holdsOnly(disk.resolve("state"), Set.of());
    }

    private boolean holdsOnly(Path folder, Set<String> names) throws IOException {
        PosixFileAttributes attributes = attributes(folder);
        if (!attributes.isDirectory() || !own(attributes, PrivateFiles.OWNER_FOLDER)) {
            return false;
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.allMatch(child -> names.contains(child.getFileName().toString()));
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean own(PosixFileAttributes attributes, Set<PosixFilePermission> permissions) {
        return attributes.owner().equals(owner) && attributes.permissions().equals(permissions);
    }
}
