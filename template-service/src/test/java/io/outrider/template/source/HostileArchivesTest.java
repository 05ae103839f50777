package io.outrider.template.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.template.source.domain.SourceLimits;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.source.outbound.archive.ArchiveSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every archive here is refused with words that name what is wrong, and leaves nothing on the disk. */
class HostileArchivesTest {
    private static final int MIB = 1024 * 1024;
    private static final SourceLimits LIMITS = new SourceLimits(4L * MIB, 64L * MIB, 20, 4, 100, 100);

    @TempDir
    Path folder;

    static Stream<Arguments> zips() {
        byte[] two = new HostileZip().file("a").file("b").bytes();
        return Stream.of(
                Arguments.of("absolute", new HostileZip().file("/etc/passwd").bytes(), "a relative path"),
                Arguments.of("climbing", new HostileZip().file("a/../../b").bytes(), "without '..'"),
                Arguments.of("dots behind", new HostileZip().file("a/..").bytes(), "without '..'"),
                Arguments.of(
                        "backslashes",
                        HostileZip.patched(new HostileZip().file("a-..-b").bytes(), "a-..-b", "a\\..\\b"),
                        "backslashes"),
                Arguments.of("drive", new HostileZip().file("C:evil").bytes(), "a relative path"),
                Arguments.of("control", new HostileZip().file("a\u0007b").bytes(), "control characters"),
                Arguments.of("empty name", new HostileZip().file("a//b").bytes(), "empty names"),
                Arguments.of("long path", new HostileZip().file("a".repeat(101)).bytes(), "at most 100 characters"),
                Arguments.of("deep", new HostileZip().file("a/b/c/d/e/f").bytes(), "at most 4 folders"),
                Arguments.of(
                        "link",
                        new HostileZip()
                                .entry("l", HostileZip.LINK, "/etc".getBytes(UTF_8))
                                .bytes(),
                        "'l' is a symbolic link"),
                Arguments.of(
                        "device",
                        new HostileZip()
                                .entry("d", HostileZip.DEVICE, new byte[0])
                                .bytes(),
                        "'d' is of another kind"),
                Arguments.of(
                        "twice",
                        HostileZip.patched(
                                new HostileZip().file("aa").file("ab").bytes(), "ab", "aa"),
                        "each path once"),
                Arguments.of(
                        "case", new HostileZip().file("Run.sh").file("run.SH").bytes(), "whatever its case"),
                Arguments.of(
                        "file as folder", new HostileZip().file("a").file("a/b").bytes(), "each path once"),
                Arguments.of("too many", many(), "at most 20 files and folders"),
                Arguments.of(
                        "bomb",
                        new HostileZip()
                                .entry("zeros", HostileZip.FILE, new byte[48 * MIB])
                                .bytes(),
                        "100 times its size"),
                Arguments.of("too large", sparse(), "at most 67108864 bytes together"),
                Arguments.of("cut", Arrays.copyOf(two, two.length - 30), "its directory is missing"),
                Arguments.of("joined", HostileZip.joined(two, two), "something in between"),
                Arguments.of("two directories", secondDirectoryInComment(two), "goes on behind it"));
    }

    static Stream<Arguments> tars() {
        return Stream.of(
                Arguments.of("absolute", new HostileTar().file("/etc/passwd").bytes(), "a relative path"),
                Arguments.of("climbing", new HostileTar().file("../b").bytes(), "without '..'"),
                Arguments.of(
                        "link",
                        new HostileTar()
                                .entry("l", TarConstants.LF_SYMLINK, "/etc")
                                .bytes(),
                        "'l' is a symbolic link"),
                Arguments.of(
                        "hard link",
                        new HostileTar()
                                .entry("l", TarConstants.LF_LINK, "/etc/passwd")
                                .bytes(),
                        "'l' is a hard link"),
                Arguments.of(
                        "device",
                        new HostileTar().entry("d", TarConstants.LF_CHR, "").bytes(),
                        "'d' is a device"),
                Arguments.of(
                        "pipe",
                        new HostileTar().entry("p", TarConstants.LF_FIFO, "").bytes(),
                        "'p' is a pipe"),
                Arguments.of(
                        "contiguous",
                        new HostileTar().entry("c", TarConstants.LF_CONTIG, "").bytes(),
                        "of another kind"),
                Arguments.of(
                        "through a link",
                        new HostileTar()
                                .entry("l", TarConstants.LF_SYMLINK, "/var")
                                .file("l/x")
                                .bytes(),
                        "symbolic link"),
                Arguments.of("twice", new HostileTar().file("a").file("./a").bytes(), "each path once"),
                Arguments.of(
                        "long name",
                        new HostileTar().longName(300 * 1024).file("x").bytes(),
                        "oversized header"),
                Arguments.of(
                        "bomb",
                        new HostileTar().file("zeros", new byte[48 * MIB]).bytes(),
                        "100 times its size"),
                Arguments.of("no tar", HostileTar.gzip("hello".repeat(1000).getBytes(UTF_8)), "damaged"),
                Arguments.of(
                        "cut", cut(new HostileTar().file("a", new byte[9000]).bytes()), "damaged"));
    }

    @ParameterizedTest(name = "zip: {0}")
    @MethodSource("zips")
    void shouldRefuseZip(String name, byte[] archive, String words) throws IOException {
        shouldRefuse(archive, words);
    }

    @ParameterizedTest(name = "tgz: {0}")
    @MethodSource("tars")
    void shouldRefuseTgz(String name, byte[] archive, String words) throws IOException {
        shouldRefuse(archive, words);
    }

    @Test
    void shouldRefuseWhatIsNoArchive() throws IOException {
        shouldRefuse("MZ and so on".getBytes(UTF_8), "the first bytes are those of neither");
        shouldRefuse(new byte[0], "the first bytes are those of neither");
    }

    private void shouldRefuse(byte[] archive, String words) throws IOException {
        Path file = Files.write(folder.resolve("archive"), archive);
        Path work = Files.createDirectories(folder.resolve("work"));

        assertThatThrownBy(() -> ArchiveSource.unpack(file, work, LIMITS))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageStartingWith("Expected ")
                .hasMessageContaining(words);

        assertThat(work).isEmptyDirectory();
    }

    private static byte[] many() {
        HostileZip zip = new HostileZip();
        IntStream.range(0, 21).forEach(i -> zip.file("f" + i));
        return zip.bytes();
    }

    /** Above the sum of sizes, but below the ratio: noise does not shrink. */
    private static byte[] sparse() {
        byte[] noise = new byte[MIB];
        new Random(1).nextBytes(noise);
        HostileZip zip = new HostileZip().entry("noise", HostileZip.FILE, noise);
        for (int i = 0; i < 4; i++) {
            zip.entry("zeros" + i, HostileZip.FILE, new byte[16 * MIB]);
        }
        return zip.bytes();
    }

    /** A zip whose end record's comment holds the end record of another one. */
    private static byte[] secondDirectoryInComment(byte[] zip) {
        byte[] end = Arrays.copyOfRange(zip, zip.length - 22, zip.length);
        byte[] both = HostileZip.joined(zip, end);
        both = HostileZip.joined(both, new byte[8]);
        both[zip.length - 2] = 30;
        return both;
    }

    private static byte[] cut(byte[] tgz) {
        return Arrays.copyOf(tgz, tgz.length / 2);
    }
}
