package io.outrider.agent.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies a folder with modes; links are copied as links. */
public final class TreeCopy {

    /** Larger trees are not compared: kept copies shall not fill the disk. */
    static final long LARGEST_BYTES = 4 * 1024 * 1024;

    // S_IFMT of stat(2) and its values.
    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    private TreeCopy() {}

    /** Copies {@code from} to {@code to}, which must not be there. */
    public static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                Files.copy(dir, target(dir), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }

            private Path target(Path source) {
                return to.resolve(from.relativize(source));
            }
        });
    }

    /**
     * Tells whether a copy is still what was copied: the same names, modes, owners, links and bytes, files not written since. False too if
     * one of them is not there, or there are more than 4 MiB.
     */
    static boolean same(Path source, Path copy) throws IOException {
        try {
            return compared(source, copy, LARGEST_BYTES) >= 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Returns how many bytes are left to compare; less than none if the two differ, or there was too much. */
    private static long compared(Path source, Path copy, long left) throws IOException {
        Map<String, Object> attributes = attributes(source);
        Map<String, Object> copied = attributes(copy);
        if (!attributes.get("mode").equals(copied.get("mode"))
                || !attributes.get("uid").equals(copied.get("uid"))) {
            return -1;
        }
        return switch ((int) attributes.get("mode") & TYPE) {
            case FOLDER -> children(source, copy, left);
            case LINK -> Files.readSymbolicLink(source).equals(Files.readSymbolicLink(copy)) ? left : -1;
            case FILE -> {
                long size = (long) attributes.get("size");
                boolean same = attributes.get("size").equals(copied.get("size"))
                        && copied.get("nlink").equals(1)
                        && modified(attributes) == modified(copied)
                        && size <= left
                        && Files.mismatch(source, copy) < 0;
                yield same ? left - size : -1;
            }
            default -> -1;
        };
    }

    private static long children(Path source, Path copy, long left) throws IOException {
        String[] names = sorted(source.toFile());
        if (names == null || !Arrays.equals(names, sorted(copy.toFile()))) {
            return -1;
        }
        for (String name : names) {
            left = compared(source.resolve(name), copy.resolve(name), left);
            if (left < 0) {
                return left;
            }
        }
        return left;
    }

    private static String @Nullable [] sorted(File folder) {
        String[] names = folder.list();
        if (names != null) {
            Arrays.sort(names);
        }
        return names;
    }

    /** Not every copy keeps the nanoseconds. */
    private static long modified(Map<String, Object> attributes) {
        return ((FileTime) attributes.get("lastModifiedTime")).toMillis();
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:mode,uid,nlink,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    }
}
