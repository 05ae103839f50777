package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.Decision;
import java.util.UUID;

/** A decision with the event that it is about. */
public record Decided(UUID event, Decision decision) {}
