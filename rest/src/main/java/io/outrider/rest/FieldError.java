package io.outrider.rest;

/**
 * One thing wrong with a request.
 *
 * @param field where: a JSON path such as {@code do.jobs[0].template}, a query parameter or a header
 * @param message what was expected and what was found, as a sentence that names the fix
 */
public record FieldError(String field, String message) {}
