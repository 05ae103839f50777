package io.outrider.template.source.outbound.archive;

import io.outrider.template.source.application.Source;
import io.outrider.template.source.domain.SourceLimits;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.source.outbound.disk.CollectedSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks an archive that lies on the disk; its first bytes say what it is, whatever it was called. */
public final class ArchiveSource {
    private ArchiveSource() {}

    /**
     * Unpacks the archive. The caller closes the source.
     *
     * @throws SourceRefusedException when it breaks a rule or is damaged; nothing stays behind
     * @throws UncheckedIOException when this machine cannot read the archive or keep its files
     */
    public static Source unpack(Path archive, Path workFolder, SourceLimits limits) {
        CollectedSource source =
                CollectedSource.begin(workFolder, limits, archive.toFile().length());
        boolean whole = false;
        try {
            switch (format(archive)) {
                case ZIP -> ZipReader.read(archive, source, limits.entries());
                case GZIP -> TarGzReader.read(archive, source);
            }
            whole = true;
            return source;
        } catch (FileSystemException e) {
            throw new UncheckedIOException("Expected to open an archive on the disk, but " + e, e);
        } catch (IOException | IllegalArgumentException e) {
            // Both are the libraries' words for bytes that make no archive; what the disk does not take is unchecked.
            throw new SourceRefusedException("Expected a whole zip or tgz, but it is damaged: " + e.getMessage(), e);
        } finally {
            if (!whole) {
                source.close();
            }
        }
    }

    private enum Format {
        ZIP,
        GZIP
    }

    private static Format format(Path archive) throws IOException {
        byte[] magic;
        try (InputStream in = Files.newInputStream(archive)) {
            magic = in.readNBytes(2);
        }
        if (magic.length == 2 && magic[0] == 'P' && magic[1] == 'K') {
            return Format.ZIP;
        }
        if (magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return Format.GZIP;
        }
        throw new SourceRefusedException("Expected a zip or tgz, but the first bytes are those of neither");
    }
}
