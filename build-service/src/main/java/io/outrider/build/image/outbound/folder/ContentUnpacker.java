package io.outrider.build.image.outbound.folder;

import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a tgz of files and folders. Nothing is written outside the folder and nothing beyond the bounds; links, devices
 * and paths that are absolute or climb are refused. Of the permissions only the executable bit is kept.
 */
final class ContentUnpacker {
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

    Content unpack(InputStream tgz) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(tgz, BUFFER))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                take(entry, tar);
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw BuildFailure.permanent("Expected the content to be a tgz, but " + e.getMessage(), e);
        } catch (IOException e) {
            if (e instanceof java.nio.file.FileSystemException) {
                throw e;
            }
            throw BuildFailure.permanent("Expected the content to be a tgz, but " + e.getMessage(), e);
        }
        return new Content(folder, List.copyOf(entries.values()));
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
        try (OutputStream out =
                Files.newOutputStream(folder.resolve(path), java.nio.file.StandardOpenOption.CREATE_NEW)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = data.read(buffer); read >= 0; read = data.read(buffer)) {
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
