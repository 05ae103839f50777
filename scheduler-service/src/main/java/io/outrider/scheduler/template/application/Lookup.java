package io.outrider.scheduler.template.application;

import io.outrider.scheduler.template.domain.Definition;
import io.outrider.scheduler.template.domain.TemplateKey;
import org.jspecify.annotations.Nullable;

/** What looking for a template came to. */
public sealed interface Lookup {

    /** A version that can be run. */
    record Found(TemplateKey key, Definition definition) implements Lookup {}

    /** It exists, but cannot be run yet, as far as is known here. */
    record Building(String detail) implements Lookup {}

    /** It exists, but its build failed. */
    record Failed(String detail) implements Lookup {}

    /** There is no such template or version. */
    record Unknown(String detail) implements Lookup {}

    /** Returns why nothing can be run; null when something can. */
    default @Nullable String problem() {
        return switch (this) {
            case Found found -> null;
            case Building building -> building.detail();
            case Failed failed -> failed.detail();
            case Unknown unknown -> unknown.detail();
        };
    }
}
