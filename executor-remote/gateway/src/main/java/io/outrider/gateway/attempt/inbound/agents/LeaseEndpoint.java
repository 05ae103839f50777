package io.outrider.gateway.attempt.inbound.agents;

import io.outrider.gateway.attempt.application.AgentRequests;
import io.outrider.gateway.edge.AgentEndpoint;
import io.outrider.gateway.edge.AgentExchange;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.LeaseRequest;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code POST /agent/v1/leases}. */
@ApplicationScoped
class LeaseEndpoint implements AgentEndpoint {

    private final AgentRequests requests;

    LeaseEndpoint(AgentRequests requests) {
        this.requests = requests;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public String path() {
        return AgentPaths.LEASES;
    }

    @Override
    public void handle(AgentExchange exchange) {
        exchange.json(
                LeaseRequest.class,
                request -> requests.renew(exchange.node(), request)
                        .whenCompleteAsync(exchange.orUnavailable(exchange::ok), exchange.eventLoop()));
    }
}
