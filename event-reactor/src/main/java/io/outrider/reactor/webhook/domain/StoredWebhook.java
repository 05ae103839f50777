package io.outrider.reactor.webhook.domain;

import java.time.Instant;

/**
 * A webhook as it is kept.
 *
 * @param definition JSON, as applied
 */
public record StoredWebhook(
        String project,
        String name,
        int version,
        String definition,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {}
