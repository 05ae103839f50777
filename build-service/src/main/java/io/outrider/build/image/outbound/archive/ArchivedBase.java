package io.outrider.build.image.outbound.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.build.image.application.BuildFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the image id of a docker-archive tar without unpacking it. */
@ApplicationScoped
public class ArchivedBase {
    /** Configurations are some KiB; layers, which are larger, are of no interest here. */
    private static final int LARGEST_CONFIG = 4 * 1024 * 1024;

    private final ObjectMapper json = new ObjectMapper();

    /**
     * Returns {@code sha256:<hex>} of the only image's configuration.
     *
     * @throws BuildFailure when the file is not such a tar
     */
    public String digest(Path archive) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            Map<String, byte[]> small = new HashMap<>();
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getSize() <= LARGEST_CONFIG && looksLikeJson(entry.getName())) {
                    small.put(entry.getName(), tar.readAllBytes());
                }
            }
            JsonNode manifest = json.readTree(
                    Optional.ofNullable(small.get("manifest.json")).orElse(new byte[0]));
            byte[] config = small.get(manifest.path(0).path("Config").asText());
            if (config == null) {
                throw BuildFailure.permanent("Expected the base archive to be a docker-archive, but it has no image");
            }
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(config));
        } catch (IOException e) {
            throw BuildFailure.permanent("Expected to read the base archive, but " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java platform to have SHA-256, but this one has not", e);
        }
    }

    private static boolean looksLikeJson(String name) {
        return name.endsWith(".json") || name.startsWith("blobs/");
    }
}
