package io.outrider.scheduler.template.domain;

/** One immutable version of a template. */
public record TemplateKey(String project, String template, String version) {

    @Override
    public String toString() {
        return template + "@" + version;
    }
}
