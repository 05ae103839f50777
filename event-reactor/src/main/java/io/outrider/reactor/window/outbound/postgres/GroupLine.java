package io.outrider.reactor.window.outbound.postgres;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A group as it is stored.
 *
 * @param version of the reaction that wrote it
 * @param state JSON
 * @param deadline when a window closes by itself
 * @param expiresAt from when on it says nothing any more
 */
public record GroupLine(
        GroupKey key, int version, String state, @Nullable Instant deadline, Instant expiresAt) {

    /** Says whether the row was made just now, to be locked. */
    public boolean isNew() {
        return version == 0;
    }
}
