package io.outrider.template.manifest.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a map of named schemas: a template's parameters, a type's parameters, or outputs. */
public final class ParameterReader {
    /** Fit for an environment variable, whatever the prefix. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

    private static final int MAX_PARAMETERS = 200;
    private static final String SECRET = "secret://";

    private final SchemaChecker checker;
    private final Problems problems;

    public ParameterReader(SchemaChecker checker, Problems problems) {
        this.checker = checker;
        this.problems = problems;
    }

    /** Reads the named field of a document; what is wrong is reported and left out. */
    public List<Parameter> read(Fields document, String field) {
        Map<String, Object> named = document.map(field);
        if (named.size() > MAX_PARAMETERS) {
            document.problem(field, "Expected at most " + MAX_PARAMETERS + ", but there are " + named.size());
            return List.of();
        }
        List<Parameter> parameters = new ArrayList<>();
        named.forEach((name, value) -> {
            Parameter parameter = readOne(document.path(field) + "." + name, name, value);
            if (parameter != null) {
                parameters.add(parameter);
            }
        });
        return parameters;
    }

    /** Says whether a value stands for a secret instead of being one. */
    static boolean isSecretReference(@Nullable Object value) {
        return value instanceof String text && text.startsWith(SECRET);
    }

    private @Nullable Parameter readOne(String path, String name, @Nullable Object value) {
        if (!NAME.matcher(name).matches()) {
            problems.add(path, "Expected a name of at most 63 letters, digits and _, beginning with a letter");
            return null;
        }
        Map<String, Object> document = value == null ? Map.of() : Fields.asObject(value);
        if (document == null) {
            problems.add(path, "Expected a JSON Schema, for example {type: string}, but was " + Fields.kind(value));
            return null;
        }
        Map<String, Object> schema = new LinkedHashMap<>(document);
        boolean required = Boolean.TRUE.equals(schema.get("required"));
        if (schema.get("required") instanceof Boolean) {
            schema.remove("required");
        }
        boolean sensitive = takeSensitive(path, schema);
        Parameter parameter = new Parameter(name, schema, required, sensitive);
        return check(path, parameter) ? parameter : null;
    }

    private boolean takeSensitive(String path, Map<String, Object> schema) {
        Object sensitive = schema.remove("sensitive");
        if (sensitive != null && !(sensitive instanceof Boolean)) {
            problems.add(path + ".sensitive", "Expected true or false, but was " + Fields.kind(sensitive));
        }
        return Boolean.TRUE.equals(sensitive);
    }

    private boolean check(String path, Parameter parameter) {
        Problems own = new Problems();
        SchemaKeywords.check(path, parameter.schema(), own);
        if (own.isEmpty()) {
            own.addAll(checker.schemaProblems(path, parameter.schema()));
        }
        if (own.isEmpty() && parameter.hasDefault()) {
            own.addAll(valueProblems(path + ".default", parameter, parameter.defaultValue()));
        }
        problems.addAll(own.toList());
        return own.isEmpty();
    }

    /** Returns what is wrong with a value that stands in a document for this parameter. */
    public List<Problem> valueProblems(String path, Parameter parameter, @Nullable Object value) {
        if (isSecretReference(value)) {
            return List.of();
        }
        if (parameter.sensitive()) {
            return List.of(
                    new Problem(path, "Expected a reference like " + SECRET + "…, because the parameter is sensitive"));
        }
        return checker.valueProblems(path, parameter.schema(), value);
    }
}
