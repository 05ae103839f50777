package io.outrider.reactor.event.application;

/** An event that Kafka has. */
public record Accepted(String id, String source) {}
