package io.outrider.cli.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackingTest {
    @TempDir
    Path folder;

    @Test
    void shouldMakeTheSameBytesOfTheSameContent() throws IOException {
        write("template.yaml", "kind: Template");
        write("b/run.sh", "echo");
        write("a.txt", "a");
        byte[] first = packed();
        Files.setLastModifiedTime(folder.resolve("a.txt"), FileTime.fromMillis(12_345_000));
        Files.delete(folder.resolve("b/run.sh"));
        write("b/run.sh", "echo");

        byte[] second = packed();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldKeepWhetherAFileCanBeExecuted() throws IOException {
        write("template.yaml", "kind: Template");
        write("run.sh", "echo");
        Files.setPosixFilePermissions(folder.resolve("run.sh"), PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("run.sh"));

        Map<String, Integer> modes = modes(packed());

        assertThat(modes)
                .containsExactly(
                        Map.entry("link", 0120777), Map.entry("run.sh", 0100755), Map.entry("template.yaml", 0100644));
    }

    @Test
    void shouldLeaveIgnoredFilesOut() throws IOException {
        write("template.yaml", "kind: Template");
        write(".outriderignore", "*.log\n!keep.log\n/build/\n# a comment\ndocs/**/*.tmp\n");
        write(".gitignore", "template.yaml\n");
        write("x.log", "");
        write("keep.log", "");
        write("build/out", "");
        write("sub/build/in", "");
        write("docs/a/b/c.tmp", "");
        write("docs/a/c.md", "");
        write(".git/config", "");

        Map<String, Integer> modes = modes(packed());

        assertThat(modes.keySet())
                .containsExactly(".gitignore", "docs/a/c.md", "keep.log", "sub/build/in", "template.yaml");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private byte[] packed() throws IOException {
        Packing.Packed packed = Packing.pack(folder);
        try {
            return Files.readAllBytes(packed.archive());
        } finally {
            Files.delete(packed.archive());
        }
    }

    private static Map<String, Integer> modes(byte[] archive) throws IOException {
        Map<String, Integer> modes = new TreeMap<>();
        try (InputStream gzip = new GZIPInputStream(new java.io.ByteArrayInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                modes.put(entry.getName(), entry.getMode());
            }
        }
        return modes;
    }
}
