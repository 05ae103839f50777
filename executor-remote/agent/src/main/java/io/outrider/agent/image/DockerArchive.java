package io.outrider.agent.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.protocol.ProtocolJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** An image as {@code docker save} writes it: manifest.json, a configuration, layers. */
final class DockerArchive {

    // A manifest or configuration of a large image is some 10 KiB.
    private static final long MAX_JSON_BYTES = 4 * 1024 * 1024;

    private DockerArchive() {}

    /** Unpacks all layers into a folder that is there and empty, and returns the configuration as JSON. */
    static byte[] unpack(Path archive, Path root) throws IOException {
        try (TarFile tar = new TarFile(archive)) {
            Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
            tar.getEntries().forEach(entry -> entries.put(entry.getName(), entry));
            JsonNode manifest = ProtocolJson.mapper()
                    .readTree(read(tar, entry(entries, "manifest.json")))
                    .path(0);
            TarUnpacking unpacking = new TarUnpacking(root);
            List<String> layers = new ArrayList<>();
            manifest.path("Layers").forEach(layer -> layers.add(layer.asText()));
            for (String layer : layers) {
                try (InputStream content = tar.getInputStream(entry(entries, layer))) {
                    unpacking.unpack(content);
                }
            }
            return read(tar, entry(entries, manifest.path("Config").asText()));
        }
    }

    private static TarArchiveEntry entry(Map<String, TarArchiveEntry> entries, String name) throws IOException {
        TarArchiveEntry entry = entries.get(name);
        if (entry != null && entry.isSymbolicLink()) {
            // Old engines write a layer that occurs twice as a link to the first.
            String target = Path.of(name)
                    .resolveSibling(entry.getLinkName())
                    .normalize()
                    .toString();
            entry = entries.get(target);
        }
        if (entry == null || !entry.isFile()) {
            throw new IOException("Expected '" + name + "' in the image archive, but it is not there");
        }
        return entry;
    }

    private static byte[] read(TarFile tar, TarArchiveEntry entry) throws IOException {
        if (entry.getSize() > MAX_JSON_BYTES) {
            throw new IOException(
                    "Expected '" + entry.getName() + "' to be at most 4 MiB, but it is " + entry.getSize());
        }
        try (InputStream content = tar.getInputStream(entry)) {
            return content.readAllBytes();
        }
    }
}
