package io.outrider.gateway.attempt.inbound.agents;

import io.outrider.gateway.attempt.application.AgentRequests;
import io.outrider.gateway.edge.AgentEndpoint;
import io.outrider.gateway.edge.AgentExchange;
import io.outrider.protocol.AcceptRequest;
import io.outrider.protocol.AgentPaths;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code POST /agent/v1/tasks/accept}. */
@ApplicationScoped
class AcceptEndpoint implements AgentEndpoint {

    private final AgentRequests requests;

    AcceptEndpoint(AgentRequests requests) {
        this.requests = requests;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public String path() {
        return AgentPaths.ACCEPT;
    }

    @Override
    public void handle(AgentExchange exchange) {
        exchange.json(
                AcceptRequest.class,
                request -> requests.accept(exchange.node(), request)
                        .whenCompleteAsync(exchange.orUnavailable(exchange::ok), exchange.eventLoop()));
    }
}
