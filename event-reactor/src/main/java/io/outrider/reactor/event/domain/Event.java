package io.outrider.reactor.event.domain;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param project whose event it is
 * @param source who says so; {@code source} and {@code id} together name the event for ever
 * @param type the name that reactions match, for example {@code prometheus/alert/DiskFull}
 * @param time when it happened, as its source says
 * @param extensions the other CloudEvents attributes
 * @param data JSON text
 * @param causationDepth how many reactions led to it
 * @param receivedAt by the server
 */
public record Event(
        String project,
        String source,
        String id,
        String type,
        @Nullable String subject,
        Instant time,
        Map<String, String> extensions,
        String data,
        int causationDepth,
        Instant receivedAt) {

    public Event {
        extensions = Map.copyOf(extensions);
    }

    /** Returns the same event, at least so deep in a chain of reactions. */
    public Event atDepth(int depth) {
        return depth <= causationDepth
                ? this
                : new Event(project, source, id, type, subject, time, extensions, data, depth, receivedAt);
    }

    /** Returns the id under which the event is kept: the same for the same project, source and id. */
    public UUID key() {
        return StableId.of("event", project, source, id);
    }
}
