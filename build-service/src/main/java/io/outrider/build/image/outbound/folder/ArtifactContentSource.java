package io.outrider.build.image.outbound.folder;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.Content;
import io.outrider.build.image.application.ContentSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content from the artifact store. Its sha256 is checked over the very bytes that were unpacked. */
@ApplicationScoped
public class ArtifactContentSource implements ContentSource {
    private final ArtifactStore store;
    private final BuildSettings settings;

    public ArtifactContentSource(ArtifactStore store, BuildSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @Override
    public Content unpack(String sha256, Path folder) {
        BuildSettings.Content bounds = settings.content();
        ContentUnpacker unpacker =
                new ContentUnpacker(folder, bounds.maxBytes(), bounds.maxEntries(), bounds.maxDepth());
        Content[] content = new Content[1];
        read(sha256, in -> content[0] = unpacker.unpack(in));
        return content[0];
    }

    @Override
    public void copy(String sha256, Path file) {
        read(sha256, in -> Files.copy(in, file));
    }

    @FunctionalInterface
    private interface Reading {
        void from(InputStream in) throws IOException;
    }

    private void read(String sha256, Reading reading) {
        try (InputStream in = store.open(sha256)
                .orElseThrow(() -> BuildFailure.permanent(
                        "Expected " + sha256 + " to be in the artifact store, but it is not there"))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream checked = new DigestInputStream(in, digest)) {
                reading.from(new StoreStream(checked));
                checked.transferTo(OutputStream.nullOutputStream());
            }
            String actual = HexFormat.of().formatHex(digest.digest());
            if (!actual.equals(sha256)) {
                throw BuildFailure.permanent("Expected the content to be " + sha256 + ", but it is " + actual);
            }
        } catch (IOException | UncheckedIOException e) {
            throw BuildFailure.passing(
                    "Expected to bring " + sha256 + " from the artifact store to the disk, but " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java platform to have SHA-256, but this one has not", e);
        }
    }
}
