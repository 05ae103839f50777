package io.outrider.reactor.event.application;

import java.util.UUID;

/**
 * An event that is stored.
 *
 * @param duplicate whether it had been stored before
 */
public record Accepted(UUID key, String id, String source, boolean duplicate) {}
