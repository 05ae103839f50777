package io.outrider.gateway.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.gateway.identity.application.Identities;
import io.outrider.gateway.identity.application.Identities.Standing;
import io.outrider.gateway.settings.GatewaySettings;
import io.vertx.core.http.HttpConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The open connections of agents and who is at their other ends. A node that may not take part any more is cut off. */
@ApplicationScoped
class AgentConnections {

    private static final Logger LOG = Logger.getLogger(AgentConnections.class);

    private final Map<HttpConnection, Optional<Peer>> connections = new ConcurrentHashMap<>();
    private final Identities identities;
    private final int max;

    AgentConnections(GatewaySettings settings, Identities identities, MeterRegistry meters) {
        this.identities = identities;
        this.max = settings.agents().maxConnections();
        identities.onRevoked(this::close);
        Gauge.builder("outrider.gateway.connections", connections, Map::size).register(meters);
    }

    void opened(HttpConnection connection) {
        if (connections.size() >= max) {
            LOG.warnf("Expected at most %d connections of agents, but there is one more; it is closed", max);
            connection.close();
            return;
        }
        connections.put(connection, Optional.ofNullable(Peer.of(connection)));
        connection.closeHandler(closed -> connections.remove(connection));
    }

    Optional<Peer> peer(HttpConnection connection) {
        return connections.getOrDefault(connection, Optional.empty());
    }

    /** Closes those of a node whose certificate counts no more; the node may be here with a new one already. */
    private void close(String node) {
        connections.forEach((connection, peer) -> {
            if (peer.filter(one -> one.node().equals(node))
                    .filter(one -> identities.standing(node, one.serial()) != Standing.VALID)
                    .isPresent()) {
                connection.close();
            }
        });
    }
}
