package io.outrider.scheduler.template.outbound.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.outrider.scheduler.template.application.Kept;
import io.outrider.scheduler.template.application.Schemas;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compiled schemas are kept; a schema can't make the service fetch anything. */
@ApplicationScoped
class NetworkntSchemas implements Schemas {

    private static final int MOST_VIOLATIONS = 100;

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaLoader(
                            loader -> loader.fetchRemoteResources(false).block(iri -> true))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ENGLISH)
                            .formatAssertionsEnabled(true)
                            .regularExpressionFactory(expression -> {
                                // In time linear to the text, whatever the author wrote.
                                Pattern pattern = Pattern.compile(expression);
                                return text -> pattern.matcher(text).find();
                            })
                            .build()));
    private final Kept<String, Schema> compiled = new Kept<>(1_000);

    @Override
    public List<Violation> violations(String schema, JsonNode value) {
        Schema known = compiled.get(schema);
        if (known == null) {
            known = registry.getSchema(schema, InputFormat.JSON);
            compiled.put(schema, known);
        }
        return known.validate(value).stream()
                .limit(MOST_VIOLATIONS)
                .map(NetworkntSchemas::violation)
                .toList();
    }

    private static Violation violation(Error error) {
        List<String> path = names(error.getInstanceLocation());
        return switch (error.getKeyword()) {
            case "required" -> new Violation(dotted(path, error.getProperty()), "is required, but is missing");
            case "additionalProperties", "unevaluatedProperties" ->
                new Violation(dotted(path, error.getProperty()), "is not known");
            default -> new Violation(String.join(".", path), error.getMessage());
        };
    }

    private static String dotted(List<String> path, String last) {
        List<String> names = new ArrayList<>(path);
        names.add(last);
        return String.join(".", names);
    }

    private static List<String> names(NodePath path) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            names.add(path.getName(i));
        }
        return names;
    }
}
