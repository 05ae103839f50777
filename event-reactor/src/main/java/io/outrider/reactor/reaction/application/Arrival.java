package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.schemas.Envelope;

/** An event with the envelope that it came in: what it causes continues that chain. */
public record Arrival(Occurrence occurrence, Envelope envelope) {}
