package io.outrider.template.type.inbound.rest;

import io.outrider.template.type.domain.RegisteredType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template type as clients see it.
 *
 * @param project whose it is; * is everybody's
 * @param parameters JSON Schema for each, with required and sensitive
 */
public record TypeView(
        String project,
        String name,
        int version,
        String mode,
        String description,
        @Nullable String image,
        boolean hostTools,
        String contentPath,
        List<String> command,
        @Nullable String user,
        Map<String, String> labels,
        Map<String, Object> parameters,
        Instant createdAt,
        String createdBy) {

    static TypeView of(RegisteredType registered) {
        var type = registered.type();
        Map<String, Object> parameters = new LinkedHashMap<>();
        type.parameters().forEach(parameter -> {
            Map<String, Object> shown = new LinkedHashMap<>(parameter.schema());
            shown.put("required", parameter.required());
            shown.put("sensitive", parameter.sensitive());
            parameters.put(parameter.name(), shown);
        });
        return new TypeView(
                registered.project(),
                type.name(),
                type.version(),
                type.mode().text(),
                type.description(),
                type.image(),
                type.hostTools(),
                type.contentPath(),
                type.command(),
                type.user(),
                type.labels(),
                parameters,
                registered.createdAt(),
                registered.createdBy());
    }
}
