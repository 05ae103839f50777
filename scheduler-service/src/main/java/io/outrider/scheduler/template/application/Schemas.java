package io.outrider.scheduler.template.application;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** JSON Schema 2020-12. */
public interface Schemas {

    /**
     * One thing that is wrong.
     *
     * @param path of the offending value, dotted; empty for the whole
     * @param problem what was expected, and what was found
     */
    record Violation(String path, String problem) {
        @Override
        public String toString() {
            return path.isEmpty() ? problem : path + ": " + problem;
        }
    }

    /** Returns everything that is wrong with the value; empty if nothing is. */
    List<Violation> violations(String schema, JsonNode value);
}
