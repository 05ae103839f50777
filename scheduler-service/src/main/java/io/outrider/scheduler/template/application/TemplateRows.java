package io.outrider.scheduler.template.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.template.domain.TemplateKey;
import io.outrider.scheduler.template.domain.TemplateVersion;
import java.util.List;
import java.util.Optional;

/** Stored template versions. */
public interface TemplateRows extends Definitions {

    Optional<TemplateVersion> find(TemplateKey key);

    /** Returns every version of a template, without definitions. */
    List<TemplateVersion> versions(String project, String template);

    /** Returns names of templates in the project, at most so many, in alphabetical order. */
    List<String> names(String project, int limit);

    /** Stores versions; READY stays READY, and an older event never replaces a newer one. */
    void store(OpenTransaction tx, List<TemplateVersion> versions);
}
