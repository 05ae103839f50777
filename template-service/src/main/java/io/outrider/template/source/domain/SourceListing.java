package io.outrider.template.source.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The files of a source, sorted by path. Two listings with the same files are equal however the source was packed.
 *
 * @param files sorted by path
 */
public record SourceListing(List<SourceFile> files) {

    public SourceListing {
        files = files.stream().sorted(Comparator.comparing(SourceFile::path)).toList();
    }

    public static SourceListing of(Collection<SourceFile> files) {
        return new SourceListing(List.copyOf(files));
    }

    /** Returns the files below the folder, with paths relative to it. */
    public SourceListing under(String folder) {
        String prefix = folder + "/";
        return of(files.stream()
                .filter(file -> file.path().startsWith(prefix))
                .map(file -> new SourceFile(
                        file.path().substring(prefix.length()), file.executable(), file.size(), file.sha256()))
                .toList());
    }

    /** Returns the files without the one at the path. */
    public SourceListing without(String path) {
        return of(files.stream().filter(file -> !file.path().equals(path)).toList());
    }

    public long totalBytes() {
        return files.stream().mapToLong(SourceFile::size).sum();
    }

    /** Returns the sha256 (hex) over paths, modes and contents; compression and times have no part in it. */
    public String fingerprint() {
        Sha256 digest = new Sha256();
        for (SourceFile file : files) {
            // NUL cannot be in a path, so that no two listings have the same bytes.
            String line = file.path() + "\0" + (file.executable() ? "755" : "644") + "\0" + file.sha256() + "\n";
            digest.add(line);
        }
        return digest.hex();
    }
}
