package io.outrider.build.image.outbound.archive;

import io.outrider.build.image.application.BuildFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The files of a saved image, under numbers, so that no name of the archive becomes a path here. Engines before 25 save a
 * layer that occurs twice as a link.
 */
final class SavedParts {
    private final Map<String, Path> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    static SavedParts extract(Path saved, Path folder) throws IOException {
        SavedParts parts = new SavedParts();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(saved));
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                parts.take(entry, tar, folder);
            }
        }
        return parts;
    }

    private void take(TarArchiveEntry entry, InputStream data, Path folder) throws IOException {
        String name = Path.of(entry.getName()).normalize().toString();
        if (entry.isSymbolicLink()) {
            links.put(
                    name,
                    Path.of(name)
                            .resolveSibling(entry.getLinkName())
                            .normalize()
                            .toString());
        } else if (entry.isLink()) {
            links.put(name, Path.of(entry.getLinkName()).normalize().toString());
        } else if (entry.isFile()) {
            Path file = folder.resolve(Integer.toString(files.size()));
            Files.copy(data, file);
            files.put(name, file);
        }
    }

    /** Returns where the entry of this name is. */
    Path file(String name) {
        String plain = Path.of(name).normalize().toString();
        Path file = files.get(links.getOrDefault(plain, plain));
        if (file == null) {
            throw BuildFailure.permanent("Expected " + name + " in the saved archive, but it is not there");
        }
        return file;
    }
}
