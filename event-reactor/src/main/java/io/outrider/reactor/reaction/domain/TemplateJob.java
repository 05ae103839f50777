package io.outrider.reactor.reaction.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A template's method with parameters.
 *
 * @param version null: the latest
 * @param parameters fills to a map
 * @param node target: fills to a node's name
 * @param selector target: fills to a label selector; with neither, any node
 * @param allNodes one task on each matching node
 * @param timeoutSeconds 0: the scheduler's default
 * @param retries attempts after the first
 * @param backoffSeconds 0: the scheduler's default
 */
public record TemplateJob(
        String template,
        @Nullable String version,
        String method,
        Template parameters,
        Optional<Template> node,
        Optional<Template> selector,
        boolean allNodes,
        int timeoutSeconds,
        int retries,
        int backoffSeconds)
        implements JobRule {}
