package io.outrider.template.manifest.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows JSON Schema 2020-12. Never resolves a reference, so it never reads a file or the network. */
public interface SchemaChecker {

    /** Returns what makes this no valid schema. */
    List<Problem> schemaProblems(String field, Map<String, Object> schema);

    /** Returns what makes the value violate a valid schema. */
    List<Problem> valueProblems(String field, Map<String, Object> schema, @Nullable Object value);
}
