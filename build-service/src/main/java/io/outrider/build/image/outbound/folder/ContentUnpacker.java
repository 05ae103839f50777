package io.outrider.build.image.outbound.folder;

import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a tgz of files and folders. Nothing is written outside the folder and nothing beyond the bounds; links, devices
 * and paths that are absolute or climb are refused. Of the permissions only the executable bit is kept. Only what is wrong with
 * the archive itself is permanent: a disk that is full may have room again.
 */
class ContentUnpacker {
    private static final int BUFFER = 64 * 1024;
    private static final int ANY_EXECUTE = 0111;

    private final Path folder;
    private final long maxBytes;
    private final int maxEntries;
    private final int maxDepth;
    private final Map<String, Content.Entry> entries = new TreeMap<>();
    private long bytes;

    ContentUnpacker(Path folder, long maxBytes, int maxEntries, int maxDepth) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.maxEntries = maxEntries;
        this.maxDepth = maxDepth;
    }

    /**
     * Unpacks everything.
     *
     * @param tgz its own failures, such as a lost connection, are unchecked; others are taken for those of the archive
     */
    Content unpack(InputStream tgz) throws IOException {
        try (InputStream gzip = understood(() -> new GZIPInputStream(tgz, BUFFER));
                TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                take(entry, tar);
            }
        } catch (IllegalArgumentException e) {
            throw broken(e);
        }
        return new Content(folder, List.copyOf(entries.values()));
    }

    /** Creates a file. */
    OutputStream create(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    }

    @FunctionalInterface
    private interface Reading<T extends @Nullable Object> {
        T read() throws IOException;
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) {
        return ContentUnpacker.<@Nullable TarArchiveEntry>understood(tar::getNextEntry);
    }

    private static <T extends @Nullable Object> T understood(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static BuildFailure broken(Exception e) {
        return BuildFailure.permanent("Expected the content to be a tgz, but " + e.getMessage(), e);
    }

    private void take(TarArchiveEntry entry, InputStream data) throws IOException {
        if (entry.isGlobalPaxHeader()) {
            return;
        }
        List<String> parts = parts(entry.getName());
        if (parts.isEmpty()) {
            return;
        }
        for (int depth = 1; depth < parts.size(); depth++) {
            addFolder(String.join("/", parts.subList(0, depth)));
        }
        String path = String.join("/", parts);
        if (entry.isDirectory()) {
            addFolder(path);
        } else if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !entry.isSparse()) {
            addFile(path, (entry.getMode() & ANY_EXECUTE) != 0, data);
        } else {
            throw BuildFailure.permanent("Expected the content to be files and folders, but " + path
                    + " is something else (a link or device)");
        }
    }

    private List<String> parts(String name) {
        if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            throw BuildFailure.permanent("Expected relative paths in the content, but one is " + name);
        }
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                throw BuildFailure.permanent("Expected paths within the content, but one is " + name);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        if (parts.size() > maxDepth) {
            throw BuildFailure.permanent("Expected at most " + maxDepth + " levels of folders, but there are more");
        }
        return parts;
    }

    private void addFolder(String path) throws IOException {
        Content.Entry known = entries.get(path);
        if (known != null && !known.folder()) {
            throw BuildFailure.permanent("Expected " + path + " to be one thing, but it is a file and a folder");
        }
        if (known == null) {
            count();
            entries.put(path, new Content.Entry(path, true, false));
            Files.createDirectory(folder.resolve(path));
        }
    }

    private void addFile(String path, boolean executable, InputStream data) throws IOException {
        if (entries.containsKey(path)) {
            throw BuildFailure.permanent("Expected each path once in the content, but " + path + " is there again");
        }
        count();
        entries.put(path, new Content.Entry(path, false, executable));
        try (OutputStream out = create(folder.resolve(path))) {
            byte[] buffer = new byte[BUFFER];
            Reading<Integer> next = () -> data.read(buffer);
            for (int read = understood(next); read >= 0; read = understood(next)) {
                bytes += read;
                if (bytes > maxBytes) {
                    throw BuildFailure.permanent(
                            "Expected at most " + maxBytes + " bytes of content, but there are more");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private void count() {
        if (entries.size() >= maxEntries) {
            throw BuildFailure.permanent("Expected at most " + maxEntries + " files and folders, but there are more");
        }
    }
}
