package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.reaction.domain.JobOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job that would be started.
 *
 * @param version missing for the latest
 * @param node missing where a selector or nothing says where
 * @param targets a label selector
 * @param all whether on each node that matches
 */
public record JobView(
        String template,
        @Nullable String version,
        String method,
        Map<String, @Nullable Object> parameters,
        @Nullable String node,
        @Nullable String targets,
        boolean all) {

    static JobView of(JobOrder order) {
        return new JobView(
                order.template(),
                order.version(),
                order.method(),
                order.parameters(),
                order.node(),
                order.selector(),
                order.allNodes());
    }
}
