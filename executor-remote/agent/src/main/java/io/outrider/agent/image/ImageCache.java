package io.outrider.agent.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.agent.folder.PrivateFiles;
import io.outrider.agent.image.BlobSource.BlobMissingException;
import io.outrider.protocol.ProtocolJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Unpacked images and contents by hash. Each is fetched and unpacked once, whoever asks meanwhile waits for it; it appears by an
 * atomic rename, so that a crash leaves no half one behind.
 */
public final class ImageCache {

    private final Path folder;
    private final BlobSource blobs;
    private final CacheEviction eviction;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Map<String, UnpackedImage> known = new ConcurrentHashMap<>();

    public ImageCache(Path stateDir, BlobSource blobs, CacheEviction eviction) throws IOException {
        this.folder = PrivateFiles.folder(stateDir.resolve("images"));
        this.blobs = blobs;
        this.eviction = eviction;
    }

    /** Returns the image of this docker-archive. */
    public UnpackedImage image(String archive) throws BlobMissingException, IOException, InterruptedException {
        UnpackedImage image = known.get(archive);
        if (image == null) {
            Path home = home(archive, this::unpackImage);
            image = read(home);
            known.put(archive, image);
        }
        touch(image.home());
        return image;
    }

    /** Returns the folder with the files of this tar or tgz. */
    public Path content(String archive) throws BlobMissingException, IOException, InterruptedException {
        Path home = home(archive, this::unpackContent);
        touch(home);
        return home.resolve("root");
    }

    /** Returns the archive itself as a file, for an engine that unpacks it on its own. The caller removes it. */
    public Path archive(String sha256) throws BlobMissingException, IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "load-", ".tar");
        blobs.fetch(sha256, file);
        return file;
    }

    private Path home(String sha256, Unpacker unpacker) throws BlobMissingException, IOException, InterruptedException {
        Path home = folder.resolve(sha256);
        synchronized (locks.computeIfAbsent(sha256, key -> new Object())) {
            if (!Files.isDirectory(home)) {
                Path next = folder.resolve(sha256 + ".new");
                PrivateFiles.remove(next);
                Files.createDirectories(
                        next.resolve("root"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
                Path archive = next.resolve("archive");
                blobs.fetch(sha256, archive);
                unpacker.unpack(archive, next);
                Files.delete(archive);
                Files.move(next, home, StandardCopyOption.ATOMIC_MOVE);
                eviction.evict(folder, home)
                        .forEach(gone -> known.remove(gone.getFileName().toString()));
            }
        }
        return home;
    }

    private void unpackImage(Path archive, Path next) throws IOException {
        Files.write(next.resolve("config.json"), DockerArchive.unpack(archive, next.resolve("root")));
    }

    private void unpackContent(Path archive, Path next) throws IOException {
        try (InputStream tar = Files.newInputStream(archive)) {
            new TarUnpacking(next.resolve("root")).unpack(tar);
        }
    }

    private static UnpackedImage read(Path home) throws IOException {
        JsonNode config = ProtocolJson.mapper()
                .readTree(Files.readAllBytes(home.resolve("config.json")))
                .path("config");
        Map<String, String> env = new LinkedHashMap<>();
        config.path("Env").forEach(line -> {
            String[] parts = line.asText().split("=", 2);
            env.put(parts[0], parts.length > 1 ? parts[1] : "");
        });
        return new UnpackedImage(home, env);
    }

    private static void touch(Path home) throws IOException {
        Files.setLastModifiedTime(home, FileTime.from(Instant.now()));
    }

    @FunctionalInterface
    private interface Unpacker {
        void unpack(Path archive, Path next) throws IOException;
    }
}
