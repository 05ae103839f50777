package io.outrider.template.manifest.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words that a parameter's schema may use. JSON Schema ignores unknown words, which would turn a typing mistake into
 * a missing check, so they are refused; references are refused because a parameter's schema stands alone.
 */
final class SchemaKeywords {
    /** As deep as anyone can still read. */
    private static final int MAX_DEPTH = 20;

    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "type",
            "enum",
            "const",
            "default",
            "title",
            "description",
            "examples",
            "format",
            "deprecated",
            "readOnly",
            "writeOnly",
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "maxContains",
            "minContains",
            "maxProperties",
            "minProperties",
            "required",
            "dependentRequired",
            "prefixItems",
            "items",
            "contains",
            "additionalProperties",
            "properties",
            "patternProperties",
            "dependentSchemas",
            "propertyNames",
            "if",
            "then",
            "else",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "contentEncoding",
            "contentMediaType",
            "unevaluatedItems",
            "unevaluatedProperties",
            "$comment"));
    private static final Set<String> MAPS_OF_SCHEMAS = Set.of("properties", "patternProperties", "dependentSchemas");
    private static final Set<String> SCHEMAS = Set.of(
            "items",
            "contains",
            "additionalProperties",
            "propertyNames",
            "if",
            "then",
            "else",
            "not",
            "allOf",
            "anyOf",
            "oneOf",
            "prefixItems",
            "unevaluatedItems",
            "unevaluatedProperties");

    private SchemaKeywords() {}

    /** Reports unknown words and references, at any depth. */
    static void check(String path, Map<String, Object> schema, Problems problems) {
        check(path, schema, problems, 0);
    }

    private static void check(String path, Map<String, Object> schema, Problems problems, int depth) {
        if (depth > MAX_DEPTH) {
            problems.add(path, "Expected a schema at most " + MAX_DEPTH + " levels deep, but it is deeper");
            return;
        }
        schema.forEach((word, value) -> {
            String field = path + "." + word;
            if (!KNOWN.contains(word)) {
                problems.add(field, unknown(word));
            } else if (SCHEMAS.contains(word)) {
                checkNested(field, value, problems, depth + 1);
            } else if (MAPS_OF_SCHEMAS.contains(word)) {
                Map<String, Object> map = Fields.asObject(value);
                if (map != null) {
                    map.forEach((name, nested) -> checkNested(field + "." + name, nested, problems, depth + 1));
                }
            }
        });
    }

    private static void checkNested(String field, Object value, Problems problems, int depth) {
        Map<String, Object> schema = Fields.asObject(value);
        if (schema != null) {
            check(field, schema, problems, depth);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                Map<String, Object> item = Fields.asObject(list.get(i));
                if (item != null) {
                    check(field + "[" + i + "]", item, problems, depth);
                }
            }
        }
    }

    private static String unknown(String word) {
        if (word.startsWith("$")) {
            return "Expected a schema that stands alone, but it uses " + word + "; write the schema out";
        }
        return "Expected a keyword of JSON Schema, required or sensitive, but there is no such keyword"
                + Suggestion.forWord(word, KNOWN);
    }
}
