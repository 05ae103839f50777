package io.outrider.reactor.window.domain;

import java.util.UUID;

/**
 * An event that a window remembers.
 *
 * @param at milliseconds since 1970; for the parts of a join, once it is complete, when it was
 */
public record Seen(UUID event, long at) {}
