package io.outrider.template.type.domain;

import io.outrider.template.manifest.domain.CanonicalJson;
import io.outrider.template.manifest.domain.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One immutable version of a template type.
 *
 * @param version from 1; the first part of nothing, just the next number
 * @param image the base image's reference; null when the node's own tools take its place
 * @param contentPath absolute path of the template's files in the container, and the working directory
 * @param command argv before a method's arguments
 * @param user who runs the command; null leaves it to the base image
 * @param document as the author wrote it
 */
public record TemplateType(
        String name,
        int version,
        Mode mode,
        String description,
        @Nullable String image,
        String contentPath,
        List<String> command,
        @Nullable String user,
        Map<String, String> labels,
        List<Parameter> parameters,
        Map<String, Object> document) {

    public TemplateType {
        command = List.copyOf(command);
        labels = Map.copyOf(labels);
        parameters = List.copyOf(parameters);
    }

    /** Returns {@code name@N}. */
    public String reference() {
        return name + "@" + version;
    }

    /** Says whether there is no base image: the node's own tools are used. */
    public boolean hostTools() {
        return image == null;
    }

    public Optional<Parameter> parameter(String parameterName) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(parameterName))
                .findFirst();
    }

    /** Returns the same text for the same content, whatever its version. */
    public String canonicalContent() {
        Map<String, Object> content = new TreeMap<>(document);
        content.remove("version");
        return CanonicalJson.write(content);
    }

    public TemplateType withVersion(int newVersion) {
        return new TemplateType(
                name, newVersion, mode, description, image, contentPath, command, user, labels, parameters, document);
    }
}
