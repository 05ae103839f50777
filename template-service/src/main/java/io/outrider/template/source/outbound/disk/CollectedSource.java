package io.outrider.template.source.outbound.disk;

import io.outrider.template.source.application.Source;
import io.outrider.template.source.domain.Sha256;
import io.outrider.template.source.domain.SourceFile;
import io.outrider.template.source.domain.SourceLimits;
import io.outrider.template.source.domain.SourceListing;
import io.outrider.template.source.domain.SourcePath;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.source.domain.SourceTally;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Collects a source's files in a private folder, under numbers: no name out of a source ever becomes a name on the disk.
 * Not safe for several threads.
 */
public final class CollectedSource implements Source {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path folder;
    private final SourceTally tally;
    private final Map<String, Path> contents = new HashMap<>();
    private final List<SourceFile> files = new ArrayList<>();

    private CollectedSource(Path folder, SourceTally tally) {
        this.folder = folder;
        this.tally = tally;
    }

    /** Begins with an empty folder below the given one. */
    public static CollectedSource begin(Path workFolder, SourceLimits limits, long compressedBytes) {
        try {
            Files.createDirectories(workFolder);
            return new CollectedSource(
                    Files.createTempDirectory(workFolder, "source-"), new SourceTally(limits, compressedBytes));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a folder for a source in " + workFolder + ", but " + e, e);
        }
    }

    /** Notes a folder; it is checked but not kept, since folders come with their files. */
    public void addFolder(String raw) {
        tally.folder(raw);
    }

    /**
     * Adds a file with all bytes of the stream, which stays open.
     *
     * @throws IOException when the stream cannot be read
     * @throws UncheckedIOException when the disk does not take its bytes
     */
    public void addFile(String raw, boolean executable, InputStream in) throws IOException {
        SourcePath path = tally.file(raw);
        Path content = folder.resolve(Integer.toString(files.size()));
        Sha256 digest = new Sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (OutputStream out = new ContentFile(content)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                tally.bytes(read);
                digest.add(buffer, read);
                out.write(buffer, 0, read);
                size += read;
            }
        }
        contents.put(path.value(), content);
        files.add(new SourceFile(path.value(), executable, size, digest.hex()));
    }

    @Override
    public SourceListing listing() {
        return SourceListing.of(files);
    }

    @Override
    public byte[] read(SourceFile file, int maxBytes) {
        if (file.size() > maxBytes) {
            throw new SourceRefusedException(
                    "Expected " + file.path() + " to have at most " + maxBytes + " bytes, but it has " + file.size());
        }
        try {
            return Files.readAllBytes(content(file.path()));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + file.path() + " of a source, but " + e, e);
        }
    }

    @Override
    public Path pack(String from, SourceListing listing) {
        try {
            Path archive = Files.createTempFile(folder, "pack-", ".tgz");
            try (OutputStream out = Files.newOutputStream(archive)) {
                String prefix = from.isEmpty() ? "" : from + "/";
                ContentArchive.write(listing, path -> Files.newInputStream(content(prefix + path)), out);
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to pack a source, but " + e, e);
        }
    }

    @Override
    public void close() {
        FolderRemoval.remove(folder);
    }

    private Path content(String path) {
        return Objects.requireNonNull(contents.get(path), () -> "Expected " + path + " in the source, but it is not");
    }
}
