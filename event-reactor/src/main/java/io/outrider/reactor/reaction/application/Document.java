package io.outrider.reactor.reaction.application;

/**
 * A reaction as somebody wants it, checked.
 *
 * @param definition JSON
 * @param remembers whether it has a memory
 */
public record Document(String project, String name, String definition, boolean remembers) {}
