package io.outrider.template.version.inbound.rest;

import io.outrider.labels.LabelSelector;
import io.outrider.rest.PageRequest;
import io.outrider.template.version.application.VersionLedger;
import io.outrider.template.version.application.VersionLedger.TemplateSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads on through a project's templates until a page of selected ones is full. */
record SelectedTemplates(VersionLedger ledger, String project, LabelSelector selector) {
    /** Rows of one query. */
    private static final int CHUNK = 500;

    /** Returns up to one template more than the page holds. */
    List<TemplateSummary> page(PageRequest page) {
        List<TemplateSummary> selected = new ArrayList<>();
        @Nullable String after = page.after();
        while (true) {
            List<TemplateSummary> chunk = ledger.templates(project, after, CHUNK);
            for (TemplateSummary template : chunk) {
                if (selector.matches(template.name(), template.labels())) {
                    selected.add(template);
                    if (selected.size() > page.limit()) {
                        return selected;
                    }
                }
            }
            if (chunk.size() < CHUNK) {
                return selected;
            }
            after = chunk.getLast().name();
        }
    }
}
