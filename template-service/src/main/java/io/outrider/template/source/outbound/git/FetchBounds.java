package io.outrider.template.source.outbound.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.jspecify.annotations.Nullable;

/** Stops a fetch that takes too long or brings too much. */
final class FetchBounds extends EmptyProgressMonitor {
    /** Looking at the folder costs more than asking whether to. */
    private static final long LOOK_EVERY_NANOS = 100_000_000;

    private final Path folder;
    private final long maxBytes;
    private final long deadlineNanos;
    private long lookedNanos = System.nanoTime();
    private long received;
    private volatile @Nullable String reason;

    FetchBounds(Path folder, GitSettings settings) {
        this.folder = folder;
        this.maxBytes = settings.transferBytes();
        this.deadlineNanos = System.nanoTime() + settings.timeout().toNanos();
    }

    @Override
    public boolean isCancelled() {
        if (reason == null && System.nanoTime() - deadlineNanos > 0) {
            reason = "it took too long";
        }
        if (reason == null && System.nanoTime() - lookedNanos > LOOK_EVERY_NANOS) {
            look();
        }
        return reason != null;
    }

    /** Returns how much time is left. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    /** Counts bytes of a server's answer; fails if the fetch has to stop. */
    void received(long bytes) throws IOException {
        received += bytes;
        if (reason == null && received > maxBytes) {
            reason = tooMuch();
        }
        if (isCancelled()) {
            throw new IOException(reason);
        }
    }

    /** Returns why the fetch was stopped, if it was. */
    @Nullable
    String reason() {
        return reason;
    }

    /** Looks at the folder now. */
    void look() {
        lookedNanos = System.nanoTime();
        if (reason == null && size() > maxBytes) {
            reason = tooMuch();
        }
    }

    private String tooMuch() {
        return "the repository brings more than " + maxBytes + " bytes";
    }

    private long size() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            // Files come and go while git works; the next look counts again.
            return 0;
        }
    }
}
