package io.outrider.template.source.outbound.archive;

import io.outrider.template.source.domain.SourcePath;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.source.outbound.disk.CollectedSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Reads a zip by its central directory, the only place where links and modes are told; sizes are not believed. Only
 * plain files and folders pass.
 */
final class ZipReader {
    private static final int EXECUTE = 0100;

    private ZipReader() {}

    static void read(Path archive, CollectedSource source, int maxEntries) throws IOException {
        ZipDirectory.check(archive, maxEntries);
        try (ZipFile zip = ZipFile.builder()
                .setPath(archive)
                .setIgnoreLocalFileHeader(true)
                .get()) {
            Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
            while (entries.hasMoreElements()) {
                add(zip, entries.nextElement(), source);
            }
        }
    }

    private static void add(ZipFile zip, ZipArchiveEntry entry, CollectedSource source) throws IOException {
        int type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
        boolean plain = type == 0 || type == UnixStat.FILE_FLAG || type == UnixStat.DIR_FLAG;
        if (entry.isUnixSymlink() || !plain) {
            throw refused(entry, entry.isUnixSymlink() ? "is a symbolic link" : "is of another kind");
        }
        if (entry.isDirectory()) {
            source.addFolder(entry.getName());
            return;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw refused(entry, "is encrypted");
        }
        if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
            throw refused(entry, "is compressed by method " + entry.getMethod() + " instead of deflate");
        }
        try (InputStream content = zip.getInputStream(entry)) {
            source.addFile(entry.getName(), (entry.getUnixMode() & EXECUTE) != 0, content);
        }
    }

    private static SourceRefusedException refused(ZipArchiveEntry entry, String what) {
        return new SourceRefusedException(
                "Expected plain files and folders, but '" + SourcePath.shown(entry.getName()) + "' " + what);
    }
}
