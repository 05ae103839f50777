package io.outrider.stack.service;

import io.outrider.stack.process.FreePorts;
import java.util.EnumMap;
import java.util.Map;

/**
 * The loopback ports of the services.
 *
 * @param agents where the gateway speaks TLS with agents
 */
public record ServicePorts(Map<ServiceKind, Integer> http, int agents) {

    private static final int PREFERRED_AGENTS = 9443;

    public ServicePorts {
        http = Map.copyOf(http);
    }

    /** Returns the documented ports, or free ones near them where they are taken. */
    public static ServicePorts preferred(FreePorts free) {
        var http = new EnumMap<ServiceKind, Integer>(ServiceKind.class);
        for (ServiceKind kind : ServiceKind.values()) {
            http.put(kind, free.prefer(kind.preferredPort()));
        }
        return new ServicePorts(http, free.prefer(PREFERRED_AGENTS));
    }

    public int http(ServiceKind kind) {
        Integer port = http.get(kind);
        if (port == null) {
            throw new IllegalStateException("Expected a port for " + kind.serviceName() + ", but there is none");
        }
        return port;
    }
}
