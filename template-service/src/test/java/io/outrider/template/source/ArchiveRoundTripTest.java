package io.outrider.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.template.source.application.Source;
import io.outrider.template.source.domain.SourceFile;
import io.outrider.template.source.domain.SourceLimits;
import io.outrider.template.source.outbound.archive.ArchiveSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same files give the same bytes, however they were packed. */
class ArchiveRoundTripTest {
    @TempDir
    Path folder;

    @Test
    void shouldGiveTheSameContentForZipAndTgzInAnyOrder() throws IOException {
        Path zip = Files.write(
                folder.resolve("zip"),
                new HostileZip().file("b/ü.txt").file("template.yaml").bytes());
        Path tgz = Files.write(
                folder.resolve("tgz"),
                new HostileTar().file("./template.yaml").file("./b/ü.txt").bytes());

        try (Source one = unpack(zip);
                Source other = unpack(tgz)) {
            assertThat(one.listing()).isEqualTo(other.listing());
            assertThat(one.pack("", one.listing())).hasSameBinaryContentAs(other.pack("", other.listing()));
            assertThat(one.listing().files()).extracting(SourceFile::path).containsExactly("b/ü.txt", "template.yaml");
        }
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void shouldKeepOfModesOnlyWhetherAFileIsExecutable() throws IOException {
        Path zip = Files.write(
                folder.resolve("zip"),
                new HostileZip()
                        .entry("run.sh", 0104777, new byte[0])
                        .entry("data", 0100600, new byte[0])
                        .bytes());

        try (Source source = unpack(zip);
                Source again = unpack(source.pack("", source.listing()))) {
            assertThat(source.listing().files())
                    .extracting(SourceFile::executable)
                    .containsExactly(false, true);
            assertThat(again.listing()).isEqualTo(source.listing());
        }
    }

    private Source unpack(Path archive) {
        return ArchiveSource.unpack(archive, folder.resolve("work"), SourceLimits.DEFAULT);
    }
}
