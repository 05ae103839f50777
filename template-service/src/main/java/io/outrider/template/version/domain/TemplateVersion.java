package io.outrider.template.version.domain;

import java.time.Instant;
import java.util.Map;

/**
 * A version of a template: everything but the state never changes.
 *
 * @param fingerprint sha256 (hex) of content and metadata
 * @param document its template.yaml
 * @param source sha256 (hex) of the whole source's tgz in the artifact store
 * @param content sha256 (hex) of the content's tgz in the artifact store
 */
public record TemplateVersion(
        VersionId id,
        String fingerprint,
        Map<String, Object> document,
        Definition definition,
        String source,
        String content,
        VersionState state,
        Instant createdAt,
        String createdBy) {

    public TemplateVersion withState(VersionState newState) {
        return new TemplateVersion(
                id, fingerprint, document, definition, source, content, newState, createdAt, createdBy);
    }
}
