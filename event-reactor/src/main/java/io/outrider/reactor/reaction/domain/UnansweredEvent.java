package io.outrider.reactor.reaction.domain;

import java.time.Instant;
import java.util.UUID;

/** The name of an event that was decided without a line about a reaction. */
public record UnansweredEvent(UUID key, String id, String source, String type, Instant decidedAt) {}
