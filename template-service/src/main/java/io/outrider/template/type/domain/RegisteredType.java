package io.outrider.template.type.domain;

import java.time.Instant;

/**
 * A version of a type, as it was registered.
 *
 * @param project whose it is; {@link #SHARED} is everybody's
 */
public record RegisteredType(String project, TemplateType type, Instant createdAt, String createdBy) {
    /** The project of types that every project sees. */
    public static final String SHARED = "*";
}
