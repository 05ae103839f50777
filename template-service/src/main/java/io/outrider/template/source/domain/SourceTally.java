package io.outrider.template.source.domain;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what comes out of one source against the limits and refuses entries that stand in each other's way. It believes
 * only what was really read, never what a header announces. Not safe for several threads.
 */
public final class SourceTally {
    private final SourceLimits limits;
    private final long compressedBytes;
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> folders = new HashMap<>();
    private int entries;
    private long totalBytes;

    /**
     * Starts a count.
     *
     * @param compressedBytes how large the archive is; {@link Long#MAX_VALUE} if there is none to compare with
     */
    public SourceTally(SourceLimits limits, long compressedBytes) {
        this.limits = limits;
        this.compressedBytes = compressedBytes;
    }

    /** Counts a folder that the source names by itself. */
    public void folder(String raw) {
        countEntry();
        SourcePath path = SourcePath.of(raw, limits);
        path.parents().forEach(this::enterFolder);
        if (!path.value().isEmpty()) {
            enterFolder(path);
        }
    }

    /** Counts a file, before its bytes, and returns its checked path. */
    public SourcePath file(String raw) {
        countEntry();
        SourcePath path = SourcePath.of(raw, limits);
        if (path.value().isEmpty() || raw.endsWith("/")) {
            throw new SourceRefusedException(
                    "Expected a file's name, but the source has '" + SourcePath.shown(raw) + "'");
        }
        path.parents().forEach(this::enterFolder);
        String key = path.foldedKey();
        if (folders.containsKey(key)) {
            throw clash(path.value(), folders.get(key));
        }
        String other = files.putIfAbsent(key, path.value());
        if (other != null) {
            throw clash(path.value(), other);
        }
        return path;
    }

    /** Counts bytes of a file's content as they are read. */
    public void bytes(long count) {
        totalBytes += count;
        if (totalBytes > limits.totalBytes()) {
            throw new SourceRefusedException(
                    "Expected files of at most " + limits.totalBytes() + " bytes together, but there are more");
        }
        // Division instead of multiplication: nothing can overflow.
        if (totalBytes > SourceLimits.RATIO_FREE_BYTES && totalBytes / limits.ratio() > compressedBytes) {
            throw new SourceRefusedException("Expected an archive that unpacks to at most " + limits.ratio()
                    + " times its size, but this one unpacks to more");
        }
    }

    private void countEntry() {
        entries++;
        if (entries > limits.entries()) {
            throw new SourceRefusedException(
                    "Expected at most " + limits.entries() + " files and folders, but there are more");
        }
    }

    private void enterFolder(SourcePath folder) {
        String key = folder.foldedKey();
        String file = files.get(key);
        if (file != null) {
            throw clash(folder.value(), file);
        }
        String other = folders.putIfAbsent(key, folder.value());
        if (other != null && !other.equals(folder.value())) {
            throw clash(folder.value(), other);
        }
    }

    private static SourceRefusedException clash(String path, @Nullable String other) {
        return new SourceRefusedException("Expected each path once, whatever its case, but the source has '"
                + SourcePath.shown(String.valueOf(other)) + "' and '" + SourcePath.shown(path) + "'");
    }
}
