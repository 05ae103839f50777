package io.outrider.reactor.reaction.inbound.rest;

/** What names an event, and its type. */
public record EventName(String id, String source, String type) {}
