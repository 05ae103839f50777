package io.outrider.gateway.edge;

import io.outrider.gateway.identity.application.Identities;
import io.outrider.gateway.identity.application.Identities.Standing;
import io.quarkus.arc.All;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Brings a request to its endpoint, once it is clear that its sender may call it. */
@ApplicationScoped
class AgentRouter {

    private static final Logger LOG = Logger.getLogger(AgentRouter.class);

    private final Map<String, AgentEndpoint> exact = new HashMap<>();
    private final List<AgentEndpoint> prefixes;
    private final AgentConnections connections;
    private final Identities identities;

    AgentRouter(@All List<AgentEndpoint> endpoints, AgentConnections connections, Identities identities) {
        endpoints.stream()
                .filter(endpoint -> !endpoint.isPrefix())
                .forEach(endpoint -> exact.put(endpoint.method() + " " + endpoint.path(), endpoint));
        this.prefixes = endpoints.stream().filter(AgentEndpoint::isPrefix).toList();
        this.connections = connections;
        this.identities = identities;
    }

    void route(HttpServerRequest request) {
        Context context = Vertx.currentContext();
        AgentEndpoint endpoint = endpoint(request);
        Optional<Peer> peer = connections.peer(request.connection());
        AgentExchange exchange =
                new AgentExchange(request, context, peer.map(Peer::node).orElse(""));
        if (endpoint == null) {
            exchange.problem(404, "not-found", "Not found", "Expected a path of the agent protocol, but was another");
        } else if (endpoint.isOpen()) {
            exchange.guarded(() -> endpoint.handle(exchange));
        } else if (peer.isEmpty()) {
            exchange.problem(
                    401, "no-certificate", "No certificate", "Expected a client certificate, but there is none; enrol");
        } else {
            check(exchange, peer.get(), endpoint);
        }
    }

    private @Nullable AgentEndpoint endpoint(HttpServerRequest request) {
        AgentEndpoint whole = exact.get(request.method() + " " + request.path());
        if (whole != null) {
            return whole;
        }
        for (AgentEndpoint endpoint : prefixes) {
            if (endpoint.method().equals(request.method()) && request.path().startsWith(endpoint.path())) {
                return endpoint;
            }
        }
        return null;
    }

    private void check(AgentExchange exchange, Peer peer, AgentEndpoint endpoint) {
        switch (identities.standing(peer.node(), peer.serial())) {
            case VALID -> exchange.guarded(() -> endpoint.handle(exchange));
            case REVOKED -> refuse(exchange);
            case UNKNOWN -> learn(exchange, peer, endpoint);
        }
    }

    /** It may have enrolled at another replica a moment ago. */
    private void learn(AgentExchange exchange, Peer peer, AgentEndpoint endpoint) {
        exchange.request().pause();
        Thread.startVirtualThread(() -> {
            Standing standing;
            try {
                identities.refresh(peer.node());
                standing = identities.standing(peer.node(), peer.serial());
            } catch (RuntimeException e) {
                LOG.warnf("node=%s cannot be checked: %s", peer.node(), e.getMessage());
                exchange.unavailable();
                return;
            }
            exchange.eventLoop().execute(() -> {
                exchange.request().resume();
                if (standing == Standing.VALID) {
                    exchange.guarded(() -> endpoint.handle(exchange));
                } else {
                    refuse(exchange);
                }
            });
        });
    }

    private static void refuse(AgentExchange exchange) {
        exchange.request().response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        exchange.problem(
                403,
                "revoked",
                "Revoked",
                "Expected a certificate of an enrolled node, but it was revoked or replaced; enrol again");
    }
}
