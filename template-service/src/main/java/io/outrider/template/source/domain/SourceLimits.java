package io.outrider.template.source.domain;

/**
 * How much a source may be.
 *
 * @param compressedBytes of the archive as it is sent, or of what git transfers
 * @param totalBytes of all files together
 * @param entries files and folders
 * @param depth folders above a file
 * @param pathLength characters of a whole path
 * @param ratio unpacked bytes for each byte of the archive, beyond {@link #RATIO_FREE_BYTES}
 */
public record SourceLimits(long compressedBytes, long totalBytes, int entries, int depth, int pathLength, int ratio) {
    /** An honest small archive of empty tables or zeros may shrink as much as it likes. */
    public static final long RATIO_FREE_BYTES = 16L * 1024 * 1024;

    public static final SourceLimits DEFAULT =
            new SourceLimits(64L * 1024 * 1024, 256L * 1024 * 1024, 10_000, 32, 512, 100);
}
