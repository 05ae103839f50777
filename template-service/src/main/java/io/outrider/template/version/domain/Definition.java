package io.outrider.template.version.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that running a version needs, apart from the image or content, which come with its state.
 *
 * @param type name@N
 * @param parameterSchema JSON Schema of the parameters object
 * @param sensitive names of sensitive parameters
 * @param fixedParameters the type's parameters that the author set, and the type's defaults of those not delegated
 * @param typeParameters names of all the type's parameters
 * @param outputsSchema JSON Schema of the outputs object
 * @param command argv before a method's args
 * @param workdir absolute path in the container
 */
public record Definition(
        String type,
        Map<String, String> labels,
        Map<String, Object> parameterSchema,
        List<String> sensitive,
        Map<String, Object> fixedParameters,
        @Nullable String envPrefix,
        List<String> typeParameters,
        Map<String, Object> outputsSchema,
        Map<String, Method> methods,
        List<String> command,
        String workdir,
        boolean hostTools,
        @Nullable String runtime,
        RunLimits limits,
        boolean writableRoot,
        OnLost onLost) {}
