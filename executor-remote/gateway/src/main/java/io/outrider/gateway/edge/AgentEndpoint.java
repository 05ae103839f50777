package io.outrider.gateway.edge;

import io.vertx.core.http.HttpMethod;

/** One kind of request on the port for agents. */
public interface AgentEndpoint {

    HttpMethod method();

    /** The whole path, or its beginning if {@link #isPrefix()}. */
    String path();

    default boolean isPrefix() {
        return false;
    }

    /** Tells whether it may be called without a client certificate. */
    default boolean isOpen() {
        return false;
    }

    /** Takes a request; called on an event loop, must not block. */
    void handle(AgentExchange exchange);
}
