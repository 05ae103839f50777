package io.outrider.reactor.reaction.domain;

/** A line of the decision log with its event's name. */
public record NamedDecision(DecisionLine decision, String id, String source, String type) {}
