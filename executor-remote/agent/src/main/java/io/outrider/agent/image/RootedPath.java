package io.outrider.agent.image;

import io.outrider.agent.folder.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** Paths below a root as a process that has the root as its own would see them: no name and no link leads out. */
final class RootedPath {

    // As many as Linux follows.
    private static final int MAX_LINKS = 40;

    private final Path root;

    RootedPath(Path root) {
        this.root = root;
    }

    Path path() {
        return root;
    }

    /** Returns where the name lies: links in the folders above it are followed inside the root, the last part is not followed. */
    Path resolve(String name) throws IOException {
        Deque<String> rest = new ArrayDeque<>();
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                throw new IOException("Expected names inside the archive's root, but one is '" + name + "'");
            }
            rest.add(part);
        }
        Path at = root;
        int links = 0;
        while (!rest.isEmpty()) {
            String part = rest.poll();
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                at = at.equals(root) ? root : at.getParent();
                continue;
            }
            Path next = at.resolve(part);
            if (rest.isEmpty() || !Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            links++;
            if (links > MAX_LINKS) {
                throw new IOException(
                        "Expected at most " + MAX_LINKS + " links in a path, but '" + name + "' has more");
            }
            Path target = Files.readSymbolicLink(next);
            at = target.isAbsolute() ? root : at;
            String[] parts = target.toString().split("/", -1);
            for (int i = parts.length - 1; i >= 0; i--) {
                rest.addFirst(parts[i]);
            }
        }
        return at;
    }

    /** Removes what is there, links not followed. */
    void remove(Path target) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFiles.remove(target);
        } else {
            Files.delete(target);
        }
    }

    void removeChildren(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> children = Files.list(folder)) {
                for (Path child : children.toList()) {
                    remove(child);
                }
            }
        }
    }
}
