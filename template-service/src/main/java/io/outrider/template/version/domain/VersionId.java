package io.outrider.template.version.domain;

/** Names one version for ever. */
public record VersionId(String project, String template, SemanticVersion version) {

    /** Returns {@code project/template}: what messages about the template are keyed by. */
    public String templateKey() {
        return project + "/" + template;
    }

    @Override
    public String toString() {
        return templateKey() + "@" + version;
    }
}
