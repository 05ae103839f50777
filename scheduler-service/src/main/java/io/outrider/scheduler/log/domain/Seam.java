package io.outrider.scheduler.log.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Joins the chunks of several streams into what a reader sees: each byte once and in order, although senders repeat
 * ranges with other boundaries after a failure.
 */
public final class Seam {

    private final Map<Stream, Long> ends = new HashMap<>();

    /** Returns the part of the entry that the reader has not seen; empty when it has seen it all. */
    public Optional<Entry> next(Entry entry) {
        Chunk chunk = entry.chunk();
        long end = ends.getOrDefault(chunk.stream(), 0L);
        if (chunk.end() <= end) {
            return Optional.empty();
        }
        ends.put(chunk.stream(), chunk.end());
        if (chunk.start() >= end) {
            return Optional.of(entry);
        }
        return Optional.of(new Entry(entry.seq(), chunk.from(end)));
    }
}
