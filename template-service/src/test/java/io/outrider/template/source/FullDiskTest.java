package io.outrider.template.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.outrider.template.source.domain.SourceLimits;
import io.outrider.template.source.outbound.archive.ArchiveSource;
import io.outrider.template.source.outbound.disk.CollectedSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this machine cannot do is never said to be wrong with the source. */
class FullDiskTest {
    /** Linux's file for which there is never any space left. */
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder;

    @Test
    void shouldTellAFullDiskFromAStreamThatCannotBeRead() throws IOException {
        assumeTrue(Files.exists(FULL), "skipped: no /dev/full");
        try (CollectedSource source = CollectedSource.begin(folder, SourceLimits.DEFAULT, Long.MAX_VALUE)) {
            Files.createSymbolicLink(onlyFolder().resolve("0"), FULL);

            assertThatThrownBy(() -> source.addFile("a", false, new ByteArrayInputStream(new byte[9])))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("on the disk");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldNotCallAnArchiveDamagedThatIsGone() {
        assertThatThrownBy(() -> ArchiveSource.unpack(folder.resolve("gone"), folder, SourceLimits.DEFAULT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("gone");
        assertThat(folder).isEmptyDirectory();
    }

    private Path onlyFolder() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findFirst().orElseThrow();
        }
    }
}
