package io.outrider.agent.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Where the folders of tasks lie: {@code tasks} in the state folder, and beside it a folder in memory where the machine has one. */
public final class TaskFolders {

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Path disk;
    private final Path memory;
    private final AtomicLong next;
    private final SpareFolders spares;
    private final Reclaim reclaim;

    /** Takes back what was lent to a task that has ended, out of its folder. */
    @FunctionalInterface
    public interface Reclaim {
        void from(TaskFolder folder) throws IOException;
    }

    /**
     * Uses this state folder.
     *
     * @param reclaim is asked before a folder is emptied
     */
    public TaskFolders(Path stateDir, Reclaim reclaim) throws IOException {
        this.disk = PrivateFiles.folder(stateDir.resolve("tasks"));
        this.memory = PrivateFiles.folder(memory(stateDir.toRealPath()));
        this.next = new AtomicLong(last() + 1);
        this.spares = new SpareFolders(disk);
        this.reclaim = reclaim;
    }

    /** Returns a folder that no open task has: an emptied one, or a new name for which nothing is made yet. */
    public TaskFolder fresh() {
        return spares.take().orElseGet(() -> named(Long.toString(next.getAndIncrement())));
    }

    /** Returns the folder of this name. */
    public TaskFolder named(String name) {
        return new TaskFolder(disk.resolve(name), memory.resolve(name));
    }

    /** Removes what a task left. */
    public void remove(TaskFolder folder) throws IOException {
        try {
            reclaim.from(folder);
        } catch (IOException e) {
            // What cannot be taken back is removed with the rest.
        }
        if (!spares.give(folder)) {
            folder.remove();
        }
    }

    /** Removes every folder but these: leftovers of a crash between the end of a task and the end of its folder. */
    public void removeAllBut(Set<String> kept) throws IOException {
        for (Path parent : new Path[] {disk, memory}) {
            try (Stream<Path> children = Files.list(parent)) {
                for (Path child : children.toList()) {
                    if (!kept.contains(child.getFileName().toString())) {
                        PrivateFiles.remove(child);
                    }
                }
            }
        }
    }

    private long last() throws IOException {
        return Math.max(last(disk), last(memory));
    }

    private static long last(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(0);
        }
    }

    private static Path memory(Path stateDir) throws IOException {
        if (!Files.isDirectory(SHARED_MEMORY) || !Files.isWritable(SHARED_MEMORY)) {
            return stateDir.resolve("memory");
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(stateDir.toString().getBytes(StandardCharsets.UTF_8));
            Path folder =
                    SHARED_MEMORY.resolve("outrider-agent-" + HexFormat.of().formatHex(hash, 0, 8));
            PrivateFiles.folder(folder);
            // The folder of shared memory is open to all: somebody else's folder of that name is not for secrets.
            boolean own = Files.getOwner(folder).equals(Files.getOwner(stateDir)) && Files.isWritable(folder);
            return own && !Files.isSymbolicLink(folder) ? folder : stateDir.resolve("memory");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
