package io.outrider.template.version.domain;

import io.outrider.template.manifest.domain.Parameter;
import io.outrider.template.manifest.domain.ParameterReader;
import io.outrider.template.manifest.domain.Problems;
import io.outrider.template.manifest.domain.SchemaChecker;
import io.outrider.template.manifest.domain.Suggestion;
import io.outrider.template.type.domain.TemplateType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Joins a template with its type. Each of the type's parameters is delegated to whoever runs the template, set by the
 * author, or left to its default; a required one that is none of these is a mistake.
 */
public final class Composition {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private final TemplateManifest template;
    private final TemplateType type;
    private final Problems problems;
    private final ParameterReader values;

    private Composition(TemplateManifest template, TemplateType type, SchemaChecker checker, Problems problems) {
        this.template = template;
        this.type = type;
        this.problems = problems;
        this.values = new ParameterReader(checker, problems);
    }

    /** Joins the two; what does not fit goes to the problems. */
    public static Definition of(
            TemplateManifest template, TemplateType type, SchemaChecker checker, Problems problems) {
        return new Composition(template, type, checker, problems).join();
    }

    private Definition join() {
        List<Parameter> given = new ArrayList<>(template.parameters());
        given.addAll(delegated());
        Map<String, Object> fixed = fixed();
        checkRequired();
        if (template.runtime() != null && !type.hostTools()) {
            problems.add("runtime", "Expected no runtime: host, because type " + type.reference() + " has an image");
        }
        return new Definition(
                type.reference(),
                template.labels(),
                schemaOf(given, false),
                Stream.concat(given.stream(), type.parameters().stream())
                        .filter(Parameter::sensitive)
                        .map(Parameter::name)
                        .distinct()
                        .sorted()
                        .toList(),
                fixed,
                template.envPrefix(),
                type.parameters().stream().map(Parameter::name).sorted().toList(),
                schemaOf(template.outputs(), true),
                new TreeMap<>(template.methods()),
                type.command(),
                type.contentPath(),
                type.hostTools(),
                template.runtime(),
                template.limits(),
                template.writableRoot(),
                template.onLost());
    }

    private List<Parameter> delegated() {
        List<Parameter> delegated = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < template.delegate().size(); i++) {
            String name = template.delegate().get(i);
            Optional<Parameter> parameter = ofType("delegate[" + i + "]", name);
            parameter.ifPresent(delegated::add);
            if (!seen.add(name)) {
                problems.add("delegate[" + i + "]", "Expected each name once, but '" + name + "' is there again");
            }
            if (template.set().containsKey(name)) {
                problems.add("set." + name, "Expected a parameter to be either delegated or set, but it is both");
            }
        }
        return delegated;
    }

    private Map<String, Object> fixed() {
        Map<String, Object> fixed = new TreeMap<>();
        template.set()
                .forEach((name, value) -> ofType("set." + name, name).ifPresent(parameter -> {
                    problems.addAll(values.valueProblems("set." + name, parameter, value));
                    fixed.put(name, value);
                }));
        for (Parameter parameter : type.parameters()) {
            boolean free = !template.delegate().contains(parameter.name());
            if (free && parameter.hasDefault()) {
                fixed.putIfAbsent(parameter.name(), parameter.defaultValue());
            }
        }
        return fixed;
    }

    private void checkRequired() {
        for (Parameter parameter : type.parameters()) {
            String name = parameter.name();
            boolean settled =
                    template.delegate().contains(name) || template.set().containsKey(name);
            if (parameter.mustBeGiven() && !settled) {
                problems.add(
                        "set." + name,
                        "Expected parameter '" + name + "' of type " + type.reference()
                                + " to be set or delegated, because it is required and has no default");
            }
        }
        for (Parameter own : template.parameters()) {
            // Even a fixed one would be two values under one name in parameters.json.
            if (type.parameter(own.name()).isPresent()) {
                problems.add(
                        "parameters." + own.name(),
                        "Expected a name that type " + type.reference() + " does not use; delegate or rename it");
            }
        }
    }

    private Optional<Parameter> ofType(String field, String name) {
        Optional<Parameter> parameter = type.parameter(name);
        if (parameter.isEmpty()) {
            List<String> known = type.parameters().stream().map(Parameter::name).toList();
            problems.add(
                    field,
                    "Expected a parameter of type " + type.reference() + " (" + String.join(", ", known)
                            + "), but there is no '" + name + "'" + Suggestion.forWord(name, known));
        }
        return parameter;
    }

    private static Map<String, Object> schemaOf(List<Parameter> parameters, boolean open) {
        Map<String, Object> properties = new TreeMap<>();
        for (Parameter parameter : parameters) {
            Map<String, Object> schema = new TreeMap<>(parameter.schema());
            if (parameter.sensitive()) {
                schema.put("writeOnly", true);
            }
            properties.put(parameter.name(), schema);
        }
        Map<String, Object> schema = new TreeMap<>();
        schema.put("$schema", DRAFT);
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                parameters.stream()
                        .filter(Parameter::mustBeGiven)
                        .map(Parameter::name)
                        .sorted()
                        .toList());
        if (!open) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }
}
