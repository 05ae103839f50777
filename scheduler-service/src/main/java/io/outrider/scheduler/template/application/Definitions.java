package io.outrider.scheduler.template.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.template.domain.Definition;
import io.outrider.scheduler.template.domain.TemplateKey;
import java.util.Map;
import java.util.Set;

/** What READY versions need to run. A definition never changes, so implementations may keep it. */
public interface Definitions {

    /** Returns the definitions of those versions that are READY. */
    Map<TemplateKey, Definition> of(OpenTransaction tx, Set<TemplateKey> keys);
}
