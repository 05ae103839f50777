package io.outrider.build.image.outbound.docker;

import io.outrider.build.image.application.Content;
import io.outrider.build.image.domain.Dockerfile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes what the Docker Engine builds from: the Dockerfile beside the content, owned by root, all times zero. */
final class BuildContextTar {
    static final String DOCKERFILE = "Dockerfile";

    private BuildContextTar() {}

    static void write(Path file, String dockerfile, Content content) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            byte[] text = dockerfile.getBytes(StandardCharsets.UTF_8);
            put(tar, DOCKERFILE, 0644, text.length);
            tar.write(text);
            tar.closeArchiveEntry();
            put(tar, Dockerfile.CONTENT + "/", 0755, 0);
            tar.closeArchiveEntry();
            for (Content.Entry entry : content.entries()) {
                add(tar, content.root().resolve(entry.path()), entry);
            }
        }
    }

    private static void add(TarArchiveOutputStream tar, Path file, Content.Entry entry) throws IOException {
        String name = Dockerfile.CONTENT + "/" + entry.path();
        if (entry.folder()) {
            put(tar, name + "/", entry.mode(), 0);
        } else {
            put(tar, name, entry.mode(), Files.size(file));
            Files.copy(file, tar);
        }
        tar.closeArchiveEntry();
    }

    private static void put(TarArchiveOutputStream tar, String name, int mode, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode((name.endsWith("/") ? 0040000 : 0100000) | mode);
        entry.setSize(size);
        entry.setModTime(0L);
        entry.setIds(0, 0);
        tar.putArchiveEntry(entry);
    }
}
