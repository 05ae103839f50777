package io.outrider.template.version.domain;

import io.outrider.template.manifest.domain.Parameter;
import io.outrider.template.type.domain.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a template.yaml says.
 *
 * @param version absent: the next patch
 * @param delegate names of the type's parameters that whoever runs the template gives
 * @param set values of the type's parameters that the author fixed
 * @param envPrefix parameters are exported as variables with this prefix; null exports none
 * @param files folder of the source whose files are the content; empty takes all but template.yaml
 * @param runtime {@code host}, or null for an isolated one
 * @param document as the author wrote it
 */
public record TemplateManifest(
        String name,
        Optional<SemanticVersion> version,
        TypeReference type,
        Map<String, String> labels,
        List<Parameter> parameters,
        List<String> delegate,
        Map<String, Object> set,
        @Nullable String envPrefix,
        List<Parameter> outputs,
        Map<String, Method> methods,
        String files,
        OnLost onLost,
        @Nullable String runtime,
        RunLimits limits,
        boolean writableRoot,
        Map<String, Object> document) {

    public TemplateManifest {
        labels = Map.copyOf(labels);
        parameters = List.copyOf(parameters);
        delegate = List.copyOf(delegate);
        outputs = List.copyOf(outputs);
        methods = Map.copyOf(methods);
    }
}
