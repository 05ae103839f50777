package io.outrider.reactor.event.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is kept.
 *
 * @param sequence its place among all, in the order in which they were stored
 * @param decidedAt null while the reactions have not been asked
 */
public record StoredEvent(
        long sequence, Event event, @Nullable Instant decidedAt) {}
