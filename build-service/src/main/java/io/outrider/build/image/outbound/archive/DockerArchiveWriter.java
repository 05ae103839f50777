package io.outrider.build.image.outbound.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.build.image.application.ImageArchive.Layer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a docker-archive tar that depends on nothing but the image and its tag. */
final class DockerArchiveWriter {
    private DockerArchiveWriter() {}

    static void write(Path file, String tag, String digest, Path config, List<Layer> layers) throws IOException {
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            byte[] manifest = manifest(tag, digest, layers);
            entry(tar, "manifest.json", manifest.length);
            tar.write(manifest);
            tar.closeArchiveEntry();
            add(tar, digest + ".json", config);
            Set<String> written = new HashSet<>();
            for (Layer layer : layers) {
                if (written.add(layer.sha256())) {
                    add(tar, layer.sha256() + ".tar", layer.file());
                }
            }
        }
    }

    private static byte[] manifest(String tag, String digest, List<Layer> layers) throws IOException {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("Config", digest + ".json");
        image.put("RepoTags", List.of(tag));
        image.put(
                "Layers", layers.stream().map(layer -> layer.sha256() + ".tar").toList());
        return new ObjectMapper().writeValueAsBytes(List.of(image));
    }

    private static void add(TarArchiveOutputStream tar, String name, Path file) throws IOException {
        entry(tar, name, Files.size(file));
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }

    private static void entry(TarArchiveOutputStream tar, String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(0L);
        entry.setMode(0100644);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
    }
}
