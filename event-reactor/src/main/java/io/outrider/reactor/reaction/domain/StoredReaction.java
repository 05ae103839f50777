package io.outrider.reactor.reaction.domain;

import java.time.Instant;

/**
 * A reaction in its present version.
 *
 * @param definition JSON, as applied
 */
public record StoredReaction(
        String project,
        String name,
        int version,
        String definition,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {}
