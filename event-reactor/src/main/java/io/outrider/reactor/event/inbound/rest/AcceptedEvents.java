package io.outrider.reactor.event.inbound.rest;

import io.outrider.reactor.event.application.Accepted;
import java.util.List;

/** The answer to events: Kafka has them, and nothing is lost from here on. */
public record AcceptedEvents(List<Accepted> accepted) {}
