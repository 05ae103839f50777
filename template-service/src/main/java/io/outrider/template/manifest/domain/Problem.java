package io.outrider.template.manifest.domain;

/**
 * One mistake in a document.
 *
 * @param field where, as a path like {@code parameters.size.type}
 * @param message what was expected and what was found
 */
public record Problem(String field, String message) {}
