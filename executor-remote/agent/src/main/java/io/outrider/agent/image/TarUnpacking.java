package io.outrider.agent.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a layer (a tar, gzipped or not) over a root, as the OCI image specification says: whiteouts remove. Nothing is written
 * outside the root whatever the archive says: {@code ..} is refused, links are followed inside the root only. Devices, sockets and
 * pipes are passed over; owners and set-uid bits are dropped.
 */
final class TarUnpacking {

    // Ten times a large distribution image; beyond, it is a bomb.
    private static final long MAX_BYTES = 20L * 1024 * 1024 * 1024;
    private static final int MAX_ENTRIES = 2_000_000;
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final RootedPath root;
    private long bytes;
    private int entries;

    TarUnpacking(Path root) {
        this.root = new RootedPath(root);
    }

    void unpack(InputStream layer) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(layer, 1 << 16);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(gzipped(buffered) ? new GZIPInputStream(buffered) : buffered)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries++;
                bytes += Math.max(0, entry.getSize());
                if (entries > MAX_ENTRIES || bytes > MAX_BYTES) {
                    throw new IOException("Expected an archive of at most " + MAX_ENTRIES + " entries and " + MAX_BYTES
                            + " bytes, but it holds more");
                }
                put(entry, tar);
            }
        }
    }

    private static boolean gzipped(BufferedInputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return first == 0x1f && second == 0x8b;
    }

    private void put(TarArchiveEntry entry, InputStream content) throws IOException {
        Path target = root.resolve(entry.getName());
        if (target.equals(root.path())) {
            return;
        }
        String name = target.getFileName().toString();
        if (name.equals(OPAQUE)) {
            root.removeChildren(target.resolveSibling("."));
        } else if (name.startsWith(WHITEOUT)) {
            root.remove(target.resolveSibling(name.substring(WHITEOUT.length())));
        } else if (entry.isDirectory()) {
            folder(target, entry);
        } else if (entry.isSymbolicLink()) {
            fresh(target);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Path existing = root.resolve(entry.getLinkName());
            fresh(target);
            Files.createLink(target, existing);
        } else if (entry.isFile()) {
            fresh(target);
            Files.copy(content, target);
            Files.setPosixFilePermissions(
                    target, permissions(entry.getMode(), EnumSet.of(PosixFilePermission.OWNER_READ)));
        }
    }

    private void folder(Path target, TarArchiveEntry entry) throws IOException {
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            fresh(target);
            Files.createDirectory(target);
        }
        // The agent has to be able to remove it again.
        Files.setPosixFilePermissions(
                target,
                permissions(
                        entry.getMode(),
                        EnumSet.of(
                                PosixFilePermission.OWNER_READ,
                                PosixFilePermission.OWNER_WRITE,
                                PosixFilePermission.OWNER_EXECUTE)));
    }

    private void fresh(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        root.remove(target);
    }

    private static Set<PosixFilePermission> permissions(int mode, EnumSet<PosixFilePermission> always) {
        PosixFilePermission[] all = {
            PosixFilePermission.OTHERS_EXECUTE,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_READ
        };
        EnumSet<PosixFilePermission> permissions = EnumSet.copyOf(always);
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode >> bit & 1) == 1) {
                permissions.add(all[bit]);
            }
        }
        return permissions;
    }
}
