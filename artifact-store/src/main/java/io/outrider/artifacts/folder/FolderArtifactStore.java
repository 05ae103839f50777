package io.outrider.artifacts.folder;

import io.outrider.artifacts.Address;
import io.outrider.artifacts.ArtifactStore;
import io.outrider.artifacts.Spool;
import io.outrider.artifacts.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One file per artifact, {@code <root>/<first two digits>/<sha256>}. A file appears there by an atomic rename after its
 * bytes, and before the put returns also its name, are on the disk. Several processes may share the folder.
 */
public final class FolderArtifactStore implements ArtifactStore {
    private static final String INCOMING = "incoming";
    /** Longer than any upload takes, so that a start never removes what another process is writing. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path root;
    private final Path incoming;

    /** Uses the folder, and creates it if it is missing. */
    public FolderArtifactStore(Path root) {
        this.root = root.toAbsolutePath();
        this.incoming = this.root.resolve(INCOMING);
        try {
            Files.createDirectories(incoming);
            removeAbandoned(Instant.now().minus(ABANDONED));
        } catch (IOException e) {
            throw failed("prepare the folder " + root, e);
        }
    }

    @Override
    public Stored put(InputStream in, long maxBytes) {
        Path part = incoming.resolve(UUID.randomUUID() + ".part");
        try {
            Stored stored = Spool.write(in, maxBytes, part);
            keep(part, stored);
            return stored;
        } catch (IOException e) {
            throw failed("store an artifact in " + root, e);
        } finally {
            Spool.discard(part);
        }
    }

    @Override
    public Optional<InputStream> open(String sha256, long offset) {
        if (!Address.isValid(sha256)) {
            return Optional.empty();
        }
        try {
            return Optional.of(openAt(path(sha256), offset));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("open artifact " + sha256, e);
        }
    }

    @Override
    public OptionalLong size(String sha256) {
        if (!Address.isValid(sha256)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Files.size(path(sha256)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw failed("look up artifact " + sha256, e);
        }
    }

    /** A file of another length under the name is a damaged disk's and is replaced. */
    private void keep(Path part, Stored stored) throws IOException {
        Path target = path(stored.sha256());
        OptionalLong present = size(stored.sha256());
        if (present.isPresent() && present.getAsLong() == stored.size()) {
            return;
        }
        if (!Files.isDirectory(target.getParent())) {
            Files.createDirectories(target.getParent());
            force(root);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(target.getParent());
    }

    private Path path(String sha256) {
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private void removeAbandoned(Instant before) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(incoming, "*.part")) {
            for (Path part : parts) {
                if (isOlder(part, before)) {
                    Spool.discard(part);
                }
            }
        }
    }

    private static boolean isOlder(Path part, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(part).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static InputStream openAt(Path file, long offset) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(offset);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static UncheckedIOException failed(String what, IOException e) {
        return new UncheckedIOException("Expected to " + what + ", but " + e, e);
    }
}
