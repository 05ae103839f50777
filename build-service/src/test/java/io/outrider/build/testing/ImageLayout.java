package io.outrider.build.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What one sees inside an image.
 *
 * @param paths path to kind, mode, owner and text
 * @param settings the parts of the configuration that a container gets
 * @param names of the archive's entries, in order
 */
public record ImageLayout(Map<String, String> paths, Map<String, String> settings, java.util.List<String> names) {

    /** Reads an archive in the service's form. */
    public static ImageLayout of(Path archive) {
        try (InputStream in = Files.newInputStream(archive)) {
            Map<String, byte[]> parts = new LinkedHashMap<>();
            TarArchiveInputStream tar = new TarArchiveInputStream(in);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                parts.put(entry.getName(), tar.readAllBytes());
            }
            ObjectMapper json = new ObjectMapper();
            JsonNode manifest = json.readTree(parts.get("manifest.json")).get(0);
            Map<String, String> paths = new TreeMap<>();
            for (JsonNode layer : manifest.get("Layers")) {
                read(parts.get(layer.asText()), paths);
            }
            JsonNode config = json.readTree(parts.get(manifest.get("Config").asText()));
            return new ImageLayout(paths, settings(config), java.util.List.copyOf(parts.keySet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(byte[] layer, Map<String, String> paths) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(layer));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String path = entry.getName().replaceAll("^/+|/+$", "");
            if (!path.isEmpty()) {
                paths.put(
                        path,
                        (entry.isDirectory() ? "folder " : "file ")
                                + Integer.toOctalString(entry.getMode() & 07777) + " "
                                + entry.getLongUserId() + ":" + entry.getLongGroupId() + " "
                                + new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1).hashCode());
            }
        }
    }

    private static String sorted(JsonNode value) {
        try {
            ObjectMapper json = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
            return json.writeValueAsString(json.treeToValue(value, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(JsonNode config) {
        Map<String, String> settings = new TreeMap<>();
        for (String name : new String[] {"Entrypoint", "Cmd", "WorkingDir", "User", "Labels"}) {
            JsonNode value = config.path("config").path(name);
            boolean none = value.isMissingNode() || value.isNull() || (value.isEmpty() && !value.isTextual());
            settings.put(name, none ? "" : value.isTextual() ? value.asText() : sorted(value));
        }
        settings.put("os", config.path("os").asText());
        settings.put("architecture", config.path("architecture").asText());
        return settings;
    }
}
