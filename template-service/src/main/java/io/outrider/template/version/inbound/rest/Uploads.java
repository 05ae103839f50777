package io.outrider.template.version.inbound.rest;

import io.outrider.rest.ProblemException;
import io.outrider.template.ServiceBeans;
import io.outrider.template.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Request bodies on the disk for as long as they are looked at. */
@ApplicationScoped
public class Uploads {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path workDir;
    private final long maxBytes;

    Uploads(Settings settings) {
        this.workDir = ServiceBeans.workDir(settings);
        this.maxBytes = settings.source().maxCompressedBytes();
    }

    /** Writes the body to a file, hands it to the work and deletes it; more than the limit ends the request with 413. */
    <T> T spooled(InputStream body, Function<Path, T> work) {
        Path file = null;
        try {
            Files.createDirectories(workDir);
            file = Files.createTempFile(workDir, "upload-", ".archive");
            copy(body, file);
            return work.apply(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read an upload, but " + e, e);
        } finally {
            delete(file);
        }
    }

    /** Refuses an uploaded file above the limit with 413. */
    void checkSize(long bytes) {
        if (bytes > maxBytes) {
            throw tooLarge();
        }
    }

    private void copy(InputStream body, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                size += read;
                checkSize(size);
                out.write(buffer, 0, read);
            }
        }
    }

    private ProblemException tooLarge() {
        return ProblemException.tooLarge("Expected an archive of at most " + maxBytes + " bytes, but it is larger");
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Expected to delete an upload, but " + e, e);
            }
        }
    }
}
