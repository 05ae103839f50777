package io.outrider.reactor.event.domain;

/**
 * One thing wrong with an event.
 *
 * @param field which attribute
 * @param message what was expected and what was found
 */
public record Finding(String field, String message) {}
