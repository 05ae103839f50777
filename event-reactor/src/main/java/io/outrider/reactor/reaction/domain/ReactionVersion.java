package io.outrider.reactor.reaction.domain;

import java.time.Instant;

/**
 * A reaction as it was in one version.
 *
 * @param definition JSON, as applied
 */
public record ReactionVersion(
        String project, String name, int version, String definition, Instant createdAt, String createdBy) {}
