package io.outrider.agent.runtime.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts into an unpacked image the folders and files that others are mounted over, once. An image on the node's own tools gets the
 * host's links too: where the host has {@code /bin -> usr/bin}, so has it.
 */
final class RootFolder {

    /** Of the host's root, what a task may use. */
    static final List<String> HOST_TOOLS =
            List.of("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "etc", "opt");

    private static final List<String> FOLDERS =
            List.of("proc", "dev", "tmp", "run", "outrider", "outrider/in", "outrider/out", "outrider/state");
    private static final List<String> NAMES = List.of("etc/resolv.conf", "etc/hosts");

    private RootFolder() {}

    /** Returns which of the host's folders to mount over the root. */
    static List<String> prepare(Path root, boolean hostTools) throws IOException {
        for (String folder : FOLDERS) {
            folder(root.resolve(folder));
        }
        List<String> mounted = new ArrayList<>();
        if (hostTools) {
            for (String name : HOST_TOOLS) {
                if (borrow(root, name)) {
                    mounted.add(name);
                }
            }
        } else {
            folder(root.resolve("etc"));
            for (String name : NAMES) {
                if (!Files.exists(root.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                    Files.createFile(root.resolve(name));
                }
            }
        }
        return mounted;
    }

    private static boolean borrow(Path root, String name) throws IOException {
        Path host = Path.of("/", name);
        Path own = root.resolve(name);
        if (Files.isSymbolicLink(host)) {
            if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(own, Files.readSymbolicLink(host));
            }
            return false;
        }
        // What the image brings along wins: a template may have its own /opt.
        boolean brought = Files.isDirectory(own) && !isEmpty(own);
        if (!Files.isDirectory(host) || brought) {
            return false;
        }
        folder(own);
        return true;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    private static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(folder)) {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
