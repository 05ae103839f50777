package io.outrider.build.image.outbound.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.Content;
import io.outrider.build.testing.Tgz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentUnpackerTest {
    @TempDir
    Path folder;

    @Test
    void shouldUnpackFilesAndFoldersSorted() throws IOException {
        byte[] tgz = new Tgz()
                .file("./run.sh", 0100755, "#!/bin/sh\n")
                .file("sub/deep/b.txt", 0100600, "b")
                .folder("empty")
                .bytes();

        Content content = unpacker().unpack(new ByteArrayInputStream(tgz));

        assertThat(content.entries())
                .containsExactly(
                        new Content.Entry("empty", true, false),
                        new Content.Entry("run.sh", false, true),
                        new Content.Entry("sub", true, false),
                        new Content.Entry("sub/deep", true, false),
                        new Content.Entry("sub/deep/b.txt", false, false));
        assertThat(folder.resolve("sub/deep/b.txt")).hasContent("b");
    }

    @ParameterizedTest
    @MethodSource("evil")
    void shouldRefuseWhatIsNotToBeTrusted(byte[] tgz) throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        ContentUnpacker unpacker = new ContentUnpacker(inside, 1_000, 10, 4);

        assertThatThrownBy(() -> unpacker.unpack(new ByteArrayInputStream(tgz)))
                .isInstanceOfSatisfying(
                        BuildFailure.class,
                        failure -> assertThat(failure.isRetryable()).isFalse())
                .hasMessageStartingWith("Expected");
        try (Stream<Path> outside = Files.list(folder)) {
            assertThat(outside).containsExactly(inside);
        }
    }

    @Test
    void shouldNotBlameTheArchiveForAFullDisk() {
        ContentUnpacker unpacker = new ContentUnpacker(folder, 1_000, 10, 4) {
            @Override
            OutputStream create(Path file) {
                return new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };
            }
        };
        byte[] tgz = new Tgz().file("a", 0100644, "x").bytes();

        assertThatThrownBy(() -> unpacker.unpack(new ByteArrayInputStream(tgz)))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    static Stream<byte[]> evil() {
        return Stream.of(
                new Tgz().file("../out", 0100644, "x").bytes(),
                new Tgz().file("a/../../out", 0100644, "x").bytes(),
                new Tgz().file("/etc/out", 0100644, "x").bytes(),
                new Tgz().link("l", "/etc").bytes(),
                new Tgz().link("l", "..").file("l/out", 0100644, "x").bytes(),
                new Tgz().file("a", 0100644, "x").hardLink("b", "a").bytes(),
                new Tgz().file("a", 0100644, "x").file("a", 0100644, "y").bytes(),
                new Tgz().file("a", 0100644, "x").file("a/b", 0100644, "y").bytes(),
                new Tgz().file("big", 0100644, new byte[1_001]).bytes(),
                new Tgz().file("a/b/c/d/e", 0100644, "x").bytes(),
                many(),
                cut(new Tgz().file("a", 0100644, "x").bytes()),
                "no archive".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static byte[] cut(byte[] tgz) {
        return Arrays.copyOf(tgz, tgz.length / 2);
    }

    private static byte[] many() {
        Tgz tgz = new Tgz();
        for (int i = 0; i < 11; i++) {
            tgz.file("f" + i, 0100644, "");
        }
        return tgz.bytes();
    }

    private ContentUnpacker unpacker() {
        return new ContentUnpacker(folder, 1_000, 10, 4);
    }
}
