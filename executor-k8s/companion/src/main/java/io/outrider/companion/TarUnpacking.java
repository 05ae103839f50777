package io.outrider.companion;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a tar (POSIX ustar and pax, GNU long names), gzipped or not, below a folder. Nothing is written outside of it: absolute
 * names and {@code ..} are refused, links that are followed would have to be inside. Devices and pipes are passed over.
 */
final class TarUnpacking {

    private static final int BLOCK = 512;
    // Sources of a template; beyond, it is a bomb.
    private static final long MAX_BYTES = 4L * 1024 * 1024 * 1024;
    private static final int MAX_ENTRIES = 200_000;
    private static final int MAX_NAME_BYTES = 64 * 1024;

    private final Path root;
    private long bytes;
    private int entries;

    TarUnpacking(Path root) {
        this.root = root.normalize();
    }

    void unpack(InputStream archive) throws IOException {
        Files.createDirectories(root);
        // Closing belongs to the caller, who hashes what comes after the last entry.
        BufferedInputStream buffered = new BufferedInputStream(new FilterInputStream(archive) {
            @Override
            public void close() {}
        });
        InputStream tar = gzipped(buffered) ? new GZIPInputStream(buffered) : buffered;
        String longName = null;
        String longLink = null;
        for (TarHeader header = next(tar); header != null; header = next(tar)) {
            switch (header.type()) {
                case 'L' -> longName = text(tar, header.size());
                case 'K' -> longLink = text(tar, header.size());
                case 'x' -> {
                    String pax = text(tar, header.size());
                    longName = TarHeader.pax(pax, "path", longName);
                    longLink = TarHeader.pax(pax, "linkpath", longLink);
                }
                case 'g' -> skip(tar, padded(header.size()));
                default -> {
                    put(header.named(longName, longLink), tar);
                    longName = null;
                    longLink = null;
                }
            }
        }
        tar.transferTo(java.io.OutputStream.nullOutputStream());
    }

    private static boolean gzipped(BufferedInputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return first == 0x1f && second == 0x8b;
    }

    private @Nullable TarHeader next(InputStream tar) throws IOException {
        byte[] block = tar.readNBytes(BLOCK);
        if (block.length < BLOCK || TarHeader.isEnd(block)) {
            return null;
        }
        TarHeader header = TarHeader.read(block);
        entries++;
        bytes += header.size();
        if (entries > MAX_ENTRIES || bytes > MAX_BYTES) {
            throw new IOException("Expected an archive of at most " + MAX_ENTRIES + " entries and " + MAX_BYTES
                    + " bytes, but it holds more");
        }
        return header;
    }

    private void put(TarHeader header, InputStream tar) throws IOException {
        Path target = inside(header.name());
        long size = header.size();
        if (target.equals(root)) {
            skip(tar, padded(size));
            return;
        }
        switch (header.type()) {
            case '5' -> {
                fresh(target.resolve("."));
                Files.createDirectories(target);
            }
            case '2' -> {
                fresh(target);
                Path linked = Path.of(header.link());
                inside(root.relativize(target.resolveSibling(linked).normalize())
                        .toString());
                Files.createSymbolicLink(target, linked);
            }
            case '1' -> {
                Path existing = inside(header.link());
                fresh(target);
                Files.copy(existing, target, LinkOption.NOFOLLOW_LINKS);
            }
            case '0', '7', '\0' -> {
                fresh(target);
                Files.copy(new Part(tar, size), target, StandardCopyOption.REPLACE_EXISTING);
                skip(tar, padded(size) - size);
                boolean executable = (header.mode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                return;
            }
            default -> {}
        }
        skip(tar, padded(size));
    }

    private Path inside(String name) throws IOException {
        Path path = root.resolve(name).normalize();
        if (name.startsWith("/") || !path.startsWith(root)) {
            throw new IOException("Expected names inside the archive's folder, but one is " + name);
        }
        return path;
    }

    /** Links that were unpacked before must not lead the next file elsewhere, whatever way they are chained. */
    private void fresh(Path target) throws IOException {
        Path existing = target.getParent();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!existing.toRealPath().startsWith(root.toRealPath())) {
            throw new IOException("Expected names inside the archive's folder, but a link leads outside");
        }
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
    }

    private static String text(InputStream tar, long size) throws IOException {
        if (size > MAX_NAME_BYTES) {
            throw new IOException("Expected a name of at most 64 KiB in the archive, but it has " + size + " bytes");
        }
        byte[] data = tar.readNBytes((int) padded(size));
        return new String(data, 0, (int) Math.min(size, data.length), StandardCharsets.UTF_8).replace("\0", "");
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static void skip(InputStream tar, long count) throws IOException {
        tar.skipNBytes(count);
    }

    /** The next bytes of a stream, and an error if it ends before them. */
    private static final class Part extends InputStream {

        private final InputStream whole;
        private long left;

        Part(InputStream whole, long size) {
            this.whole = whole;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = whole.read(into, offset, (int) Math.min(left, length));
            if (count < 0) {
                throw new EOFException("Expected " + left + " more bytes in the archive, but it ends");
            }
            left -= count;
            return count;
        }
    }
}
