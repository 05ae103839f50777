package io.outrider.agent.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Folders of ended tasks, emptied for the next ones. Making folders can be dear: an ext4 without a journal, as many virtual machines
 * have it, looks at every inode that was freed in the last minutes before it takes one. The log is always a new file: a process that a task
 * left behind may still write to the old one.
 */
final class SpareFolders {

    /** More tasks than this seldom end while none is taken. */
    static final int MOST = 128;

    private static final Set<String> IN_DISK = Set.of("out", "state", "log", "pid", "exit", "work", "content");
    private static final Set<String> IN_OUT = Set.of("artifacts", "outputs.json");
    private static final Set<String> IN_MEMORY = Set.of("in", "work.json", "run");
    private static final Set<String> IN_IN = Set.of("parameters.json", "event.json", "content");

    private static final int FILE = 0100600;
    private static final int FOLDER = 0040700;

    private final Object owner;
    private final BlockingQueue<TaskFolder> spares = new ArrayBlockingQueue<>(MOST);

    /**
     * Has none yet.
     *
     * @param own a file or folder of the agent's user
     */
    SpareFolders(Path own) throws IOException {
        this.owner = Files.getAttribute(own, "unix:uid");
    }

    /** Returns an emptied folder, with the parts that a task finds. */
    Optional<TaskFolder> take() {
        return Optional.ofNullable(spares.poll());
    }

    /** Empties a task's folder and keeps it; false if it is not as a task finds it, or enough are kept: then some of it may be gone. */
    boolean give(TaskFolder folder) {
        try {
            return spares.remainingCapacity() > 0 && emptied(folder) && spares.offer(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean emptied(TaskFolder folder) throws IOException {
        Set<String> disk = children(folder.disk());
        Set<String> out = children(folder.out());
        Set<String> memory = children(folder.memory());
        Set<String> in = children(folder.in());
        boolean plain = IN_DISK.containsAll(disk)
                && IN_OUT.containsAll(out)
                && IN_MEMORY.containsAll(memory)
                && IN_IN.containsAll(in)
                && children(folder.artifacts()).isEmpty()
                && children(folder.state()).isEmpty();
        if (!plain) {
            return false;
        }
        for (String name : in) {
            PrivateFiles.removeFile(folder.in().resolve(name));
        }
        for (String name : memory) {
            if (!name.equals("in")) {
                PrivateFiles.removeFile(folder.memory().resolve(name));
            }
        }
        if (out.contains("outputs.json")) {
            PrivateFiles.removeFile(folder.outputs());
        }
        for (String name : disk) {
            switch (name) {
                case "pid", "exit" -> empty(folder.disk().resolve(name));
                case "log" -> PrivateFiles.removeFile(folder.log());
                case "work", "content" -> PrivateFiles.remove(folder.disk().resolve(name));
                default -> {
                    // Folders that every task finds.
                }
            }
        }
        return true;
    }

    /** Returns the names in a folder of the agent's own; fails if it is none. */
    private Set<String> children(Path folder) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(folder, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        String[] names = attributes.get("mode").equals(FOLDER) && own(attributes)
                ? folder.toFile().list()
                : null;
        if (names == null) {
            throw new IOException("Expected " + folder + " to be a folder as tasks find it, but it is not");
        }
        return Set.copyOf(Arrays.asList(names));
    }

    private void empty(Path file) throws IOException {
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(file, "unix:mode,uid,nlink", LinkOption.NOFOLLOW_LINKS);
            if (attributes.get("mode").equals(FILE) && attributes.get("nlink").equals(1) && own(attributes)) {
                FileChannel.open(
                                file,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                LinkOption.NOFOLLOW_LINKS)
                        .close();
            } else {
                PrivateFiles.remove(file);
            }
        } catch (NoSuchFileException e) {
            // The task has removed it meanwhile, or a process that it left behind.
        }
    }

    private boolean own(Map<String, Object> attributes) {
        return owner.equals(attributes.get("uid"));
    }
}
