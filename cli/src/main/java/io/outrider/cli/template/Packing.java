package io.outrider.cli.template;

import io.outrider.cli.CommandException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Makes a template's folder into a tgz that depends on its content alone: sorted, no times, no owners, and of the
 * modes only whether a file can be executed. The same content gives the same bytes on every machine.
 */
final class Packing {
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;
    private static final int LINK = 0120777;

    /** An archive; its size is in bytes. */
    record Packed(Path archive, int files, long size) {}

    private final Path folder;
    private final IgnoreRules rules;

    private Packing(Path folder, IgnoreRules rules) {
        this.folder = folder;
        this.rules = rules;
    }

    /** Writes the archive to a temporary file, which the caller deletes. */
    static Packed pack(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve("template.yaml"))) {
            throw CommandException.usage("Expected template.yaml in " + folder
                    + ", but there is none; see examples/templates for what a template is");
        }
        return new Packing(folder, IgnoreRules.of(folder)).write();
    }

    private Packed write() throws IOException {
        List<String> files = new ArrayList<>();
        collect("", files);
        files.sort(null);
        Path archive = Files.createTempFile("outrider-template-", ".tgz");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (String file : files) {
                add(tar, file);
            }
        } catch (IOException e) {
            Files.deleteIfExists(archive);
            throw e;
        }
        return new Packed(archive, files.size(), Files.size(archive));
    }

    private void collect(String prefix, List<String> files) throws IOException {
        try (Stream<Path> children = Files.list(folder.resolve(prefix))) {
            for (Path child : children.toList()) {
                String path = prefix + child.getFileName();
                boolean directory = Files.isDirectory(child) && !Files.isSymbolicLink(child);
                if (rules.ignores(path, directory)) {
                    continue;
                }
                if (directory) {
                    collect(path + "/", files);
                } else {
                    files.add(path);
                }
            }
        }
    }

    private void add(TarArchiveOutputStream tar, String path) throws IOException {
        Path file = folder.resolve(path);
        if (Files.isSymbolicLink(file)) {
            TarArchiveEntry link = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
            link.setLinkName(Files.readSymbolicLink(file).toString());
            link.setMode(LINK);
            tar.putArchiveEntry(timeless(link));
        } else if (Files.isRegularFile(file)) {
            byte[] content = Files.readAllBytes(file);
            TarArchiveEntry entry = new TarArchiveEntry(path);
            entry.setMode(Files.isExecutable(file) && ownerExecutes(file) ? EXECUTABLE : PLAIN);
            entry.setSize(content.length);
            tar.putArchiveEntry(timeless(entry));
            tar.write(content);
        } else {
            throw CommandException.usage("Expected only files, folders and links in a template, but " + path
                    + " is something else; list it in .outriderignore");
        }
        tar.closeArchiveEntry();
    }

    /** Root may execute anything, so that the bit itself is asked for. */
    private static boolean ownerExecutes(Path file) throws IOException {
        return !(Files.getAttribute(file, "unix:mode") instanceof Integer mode) || (mode & 0100) != 0;
    }

    private static TarArchiveEntry timeless(TarArchiveEntry entry) {
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        return entry;
    }
}
