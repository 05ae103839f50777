package io.outrider.reactor.reaction.domain;

import java.time.Instant;

/** One line of the decision log. */
public record Decision(ReactionId reaction, Outcome outcome, Instant at) {}
