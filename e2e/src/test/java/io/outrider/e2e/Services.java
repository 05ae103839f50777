package io.outrider.e2e;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What exposes metrics. */
final class Services {

    private static final List<String> OF_THE_STACK =
            List.of("template-service", "build-service", "scheduler-service", "gateway", "event-reactor");

    private Services() {}

    /** The addresses of all services, by their names. */
    static Map<String, URI> of(Outrider outrider, ClusterExecutor cluster) {
        Map<String, URI> services = new TreeMap<>();
        OF_THE_STACK.forEach(service -> services.put(service, URI.create(outrider.url(service))));
        services.put("executor-k8s", cluster.url());
        return services;
    }
}
