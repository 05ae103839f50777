package io.outrider.template.source.outbound.archive;

import io.outrider.template.source.domain.SourceRefusedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Counts the entries in a zip's central directory before a library reads it whole into memory. Follows APPNOTE.TXT 4.3;
 * insists on a directory that ends where the end record begins, so that there is only one reading of the file.
 */
final class ZipDirectory {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int END_BYTES = 22;
    private static final int ENTRY_BYTES = 46;
    private static final int MAX_COMMENT_BYTES = 65_535;

    private ZipDirectory() {}

    /** Refuses a file whose directory is not plain, or longer than allowed. */
    static void check(Path archive, int maxEntries) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(file.length(), END_BYTES + MAX_COMMENT_BYTES)];
            long tailStart = file.length() - tail.length;
            file.seek(tailStart);
            file.readFully(tail);
            ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            int end = endRecord(bytes);
            long size = Integer.toUnsignedLong(bytes.getInt(end + 12));
            long offset = Integer.toUnsignedLong(bytes.getInt(end + 16));
            if (offset + size != tailStart + end) {
                throw new SourceRefusedException(
                        "Expected a zip with its directory at the end, but this one has something in between");
            }
            count(file, offset, tailStart + end, maxEntries);
        }
    }

    private static int endRecord(ByteBuffer bytes) {
        for (int at = bytes.limit() - END_BYTES; at >= 0; at--) {
            if (bytes.getInt(at) == END_SIGNATURE) {
                // The last one is what libraries take. If its comment does not end the file, it stands in another's.
                if (at + END_BYTES + Short.toUnsignedInt(bytes.getShort(at + 20)) != bytes.limit()) {
                    throw new SourceRefusedException(
                            "Expected a zip that ends with its directory, but this one goes on behind it");
                }
                return at;
            }
        }
        throw new SourceRefusedException("Expected a whole zip file, but its directory is missing");
    }

    private static void count(RandomAccessFile file, long from, long to, int maxEntries) throws IOException {
        byte[] header = new byte[ENTRY_BYTES];
        ByteBuffer bytes = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        int entries = 0;
        for (long at = from; at < to; entries++) {
            if (entries >= maxEntries) {
                throw new SourceRefusedException(
                        "Expected at most " + maxEntries + " files and folders, but there are more");
            }
            file.seek(at);
            file.readFully(header);
            if (bytes.getInt(0) != ENTRY_SIGNATURE) {
                throw new SourceRefusedException("Expected a whole zip file, but its directory is damaged");
            }
            at += ENTRY_BYTES
                    + Short.toUnsignedInt(bytes.getShort(28))
                    + Short.toUnsignedInt(bytes.getShort(30))
                    + Short.toUnsignedInt(bytes.getShort(32));
        }
    }
}
