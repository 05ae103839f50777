package io.outrider.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarUnpackingTest {

    @TempDir
    Path folder;

    @Test
    void shouldUnpackFilesLinksAndLongNames() throws IOException {
        String deep = "a-long-folder-name/".repeat(12) + "file.txt";
        byte[] archive = archive(true, tar -> {
            file(tar, "run.sh", "echo hi", 0755);
            file(tar, deep, "deep", 0644);
            link(tar, "alias", "run.sh");
        });

        new TarUnpacking(folder).unpack(new ByteArrayInputStream(archive));

        assertThat(folder.resolve("run.sh")).hasContent("echo hi").isExecutable();
        assertThat(folder.resolve(deep)).hasContent("deep");
        assertThat(folder.resolve("alias")).isSymbolicLink().hasContent("echo hi");
    }

    @Test
    void shouldTakeAPlainTar() throws IOException {
        byte[] archive = archive(false, tar -> file(tar, "a", "b", 0644));

        new TarUnpacking(folder).unpack(new ByteArrayInputStream(archive));

        assertThat(folder.resolve("a")).hasContent("b");
    }

    @Test
    void shouldWriteNothingOutside() throws IOException {
        Path root = folder.resolve("root");
        byte[] dots = archive(true, tar -> file(tar, "../evil", "x", 0644));
        byte[] outward = archive(true, tar -> link(tar, "out", "../.."));
        byte[] chained = archive(true, tar -> {
            file(tar, "d/keep", "x", 0644);
            link(tar, "d/up", "..");
            link(tar, "m", "d/up/..");
            file(tar, "m/evil", "x", 0644);
        });

        for (byte[] archive : new byte[][] {dots, outward, chained}) {
            assertThatThrownBy(() -> new TarUnpacking(root).unpack(new ByteArrayInputStream(archive)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Expected names inside");
        }
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void shouldSayWhatIsWrongWithAHalfArchive() throws IOException {
        byte[] archive = archive(false, tar -> file(tar, "a", "b".repeat(5_000), 0644));

        assertThatThrownBy(() -> new TarUnpacking(folder).unpack(new ByteArrayInputStream(archive, 0, 2_000)))
                .hasMessageContaining("more bytes");
    }

    private interface Filling {
        void fill(TarArchiveOutputStream tar) throws IOException;
    }

    private static byte[] archive(boolean gzip, Filling filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes;
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            filling.fill(tar);
        }
        return bytes.toByteArray();
    }

    private static void file(TarArchiveOutputStream tar, String name, String text, int mode) throws IOException {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(data.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(data);
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar, String name, String to) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(to);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }
}
