package io.outrider.template.source.outbound.disk;

import io.outrider.template.source.domain.SourceFile;
import io.outrider.template.source.domain.SourceListing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Writes the one tgz that a listing has: sorted files, no times, no owners, modes 0644 and 0755. */
final class ContentArchive {
    private static final int FILE = 0100644;
    private static final int EXECUTABLE = 0100755;

    private ContentArchive() {}

    /** Opens a file of the listing. */
    interface Contents {
        InputStream open(String path) throws IOException;
    }

    static void write(SourceListing listing, Contents contents, OutputStream out) throws IOException {
        GzipParameters gzip = new GzipParameters();
        gzip.setCompressionLevel(Deflater.DEFAULT_COMPRESSION);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(out, gzip), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (SourceFile file : listing.files()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.path());
                entry.setSize(file.size());
                entry.setMode(file.executable() ? EXECUTABLE : FILE);
                entry.setModTime(0);
                entry.setIds(0, 0);
                entry.setNames("", "");
                tar.putArchiveEntry(entry);
                try (InputStream in = contents.open(file.path())) {
                    in.transferTo(tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }
}
