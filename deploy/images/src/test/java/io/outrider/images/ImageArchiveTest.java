package io.outrider.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.images.catalogue.ImageKind;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are written without a daemon and taken apart again. */
class ImageArchiveTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void needTheBill() {
        Built.assumeBill();
    }

    @Test
    void shouldRunAsAnOrdinaryUserWithoutAShell() throws Exception {
        Built.making().make(ImageKind.GATEWAY, Built.naming(), folder, MakingImages.Form.DOCKER);

        Map<String, byte[]> parts = parts(folder.resolve("gateway.tar"));
        JsonNode manifest = JSON.readTree(parts.get("manifest.json")).path(0);
        JsonNode config =
                JSON.readTree(parts.get(manifest.path("Config").asText())).path("config");
        assertThat(config.path("User").asText()).isEqualTo("10001:10001");
        assertThat(config.path("Entrypoint").path(0).asText()).isEqualTo("/opt/java/bin/java");
        assertThat(config.path("ExposedPorts").has("8080/tcp")).isTrue();
        assertThat(config.path("ExposedPorts").has("9443/tcp")).isTrue();
        List<TarArchiveEntry> files = files(manifest, parts);
        assertThat(files)
                .extracting(TarArchiveEntry::getName)
                .contains(
                        "opt/outrider/quarkus-run.jar", "usr/share/outrider/sbom.cdx.json", "opt/outrider/jvm.options")
                .noneMatch(name -> name.endsWith("/sh") || name.endsWith("/bash") || name.endsWith("busybox"));
        assertThat(files).allMatch(file -> !file.isSymbolicLink() && (file.getMode() & 06000) == 0);
        assertThat(files)
                .filteredOn(file -> !file.isDirectory() && (file.getMode() & 022) != 0)
                .isEmpty();
    }

    @Test
    void shouldBeTheSameImageTwice() throws Exception {
        MakingImages making = Built.making();

        String first = making.make(ImageKind.AGENT, Built.naming(), folder.resolve("1"), MakingImages.Form.OCI);
        String second = making.make(ImageKind.AGENT, Built.naming(), folder.resolve("2"), MakingImages.Form.OCI);

        assertThat(first.substring(0, first.indexOf(' '))).isEqualTo(second.substring(0, second.indexOf(' ')));
        assertThat(folder.resolve("1/agent.tar")).hasSameBinaryContentAs(folder.resolve("2/agent.tar"));
        assertThat(parts(folder.resolve("1/agent.tar"))).containsKeys("oci-layout", "index.json");
    }

    private static Map<String, byte[]> parts(Path archive) throws IOException {
        var parts = new HashMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                parts.put(entry.getName(), tar.readAllBytes());
            }
        }
        return parts;
    }

    private static List<TarArchiveEntry> files(JsonNode manifest, Map<String, byte[]> parts) throws IOException {
        var files = new ArrayList<TarArchiveEntry>();
        for (JsonNode layer : manifest.path("Layers")) {
            byte[] bytes = parts.getOrDefault(layer.asText(), new byte[0]);
            try (var tar = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    files.add(entry);
                }
            }
        }
        return files;
    }
}
