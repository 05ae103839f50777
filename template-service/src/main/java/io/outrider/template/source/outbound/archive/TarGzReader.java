package io.outrider.template.source.outbound.archive;

import io.outrider.template.source.domain.SourcePath;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.source.outbound.disk.CollectedSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Reads a gzipped tar as a stream, entry by entry; only plain files and folders pass. */
final class TarGzReader {
    /** Room for a long name and extended attributes; far above what any tar writes. */
    private static final long HEADER_BYTES = 256 * 1024;
    /** The owner's right to execute. */
    private static final int EXECUTE = 0100;

    private TarGzReader() {}

    static void read(Path archive, CollectedSource source) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                InputStream gzip = GzipCompressorInputStream.builder()
                        .setInputStream(file)
                        .setDecompressConcatenated(true)
                        .get();
                MeteredInputStream metered = new MeteredInputStream(gzip);
                TarArchiveInputStream tar = new TarArchiveInputStream(metered, "UTF-8")) {
            metered.allow(HEADER_BYTES);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                metered.allow(Long.MAX_VALUE);
                add(entry, tar, source);
                metered.allow(HEADER_BYTES);
            }
        }
    }

    private static void add(TarArchiveEntry entry, InputStream content, CollectedSource source) throws IOException {
        String kind = refusedKind(entry);
        if (!kind.isEmpty()) {
            throw new SourceRefusedException(
                    "Expected plain files and folders, but '" + SourcePath.shown(entry.getName()) + "' is " + kind);
        }
        if (entry.isDirectory()) {
            source.addFolder(entry.getName());
        } else {
            source.addFile(entry.getName(), (entry.getMode() & EXECUTE) != 0, content);
        }
    }

    private static String refusedKind(TarArchiveEntry entry) {
        if (entry.isSymbolicLink()) {
            return "a symbolic link";
        }
        if (entry.isLink()) {
            return "a hard link";
        }
        if (entry.isCharacterDevice() || entry.isBlockDevice()) {
            return "a device";
        }
        if (entry.isFIFO()) {
            return "a pipe";
        }
        // The library takes every kind that it does not know for a file.
        boolean file = entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
        return entry.isDirectory() || (file && !entry.isSparse()) ? "" : "of another kind";
    }
}
