package io.outrider.agent.image;

import io.outrider.agent.folder.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Removes the least recently used images when the cache is larger than it may be; those in use stay. */
public final class CacheEviction {

    private final long maxBytes;
    private final Predicate<String> inUse;

    /**
     * Sets the rule.
     *
     * @param inUse whether a task that has not ended uses the archive of this hash
     */
    public CacheEviction(long maxBytes, Predicate<String> inUse) {
        this.maxBytes = maxBytes;
        this.inUse = inUse;
    }

    /** Removes what is too much and returns it; {@code newest} stays in any case. */
    List<Path> evict(Path cache, Path newest) throws IOException {
        List<Entry> entries = entries(cache);
        long total = entries.stream().mapToLong(Entry::bytes).sum();
        List<Path> gone = new ArrayList<>();
        for (Entry entry : entries) {
            String name = entry.home().getFileName().toString();
            if (total > maxBytes && !entry.home().equals(newest) && !inUse.test(name)) {
                PrivateFiles.remove(entry.home());
                gone.add(entry.home());
                total -= entry.bytes();
            }
        }
        return gone;
    }

    private static List<Entry> entries(Path cache) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> homes = Files.list(cache)) {
            for (Path home : homes.filter(Files::isDirectory).toList()) {
                entries.add(new Entry(
                        home, bytes(home), Files.getLastModifiedTime(home).toMillis()));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::usedMillis));
        return entries;
    }

    private static long bytes(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(CacheEviction::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Entry(Path home, long bytes, long usedMillis) {}
}
