package io.outrider.template.manifest.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a template or of a template type, or a named output.
 *
 * @param name as it appears in parameters.json
 * @param schema JSON Schema 2020-12 of the value, with its default but without {@code required} and {@code sensitive}
 * @param required whoever runs the template must give it, unless there is a default
 * @param sensitive shown as {@code ***} everywhere; a default can only be a reference to a secret
 */
public record Parameter(String name, Map<String, Object> schema, boolean required, boolean sensitive) {

    public Parameter {
        schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
    }

    public boolean hasDefault() {
        return schema.containsKey("default");
    }

    public @Nullable Object defaultValue() {
        return schema.get("default");
    }

    /** Says whether the value must be given by whoever runs the template. */
    public boolean mustBeGiven() {
        return required && !hasDefault();
    }
}
