package io.outrider.gateway.attempt.inbound.agents;

import io.outrider.gateway.attempt.application.AgentRequests;
import io.outrider.gateway.edge.AgentEndpoint;
import io.outrider.gateway.edge.AgentExchange;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.ReportRequest;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code POST /agent/v1/tasks/report}. */
@ApplicationScoped
class ReportEndpoint implements AgentEndpoint {

    private final AgentRequests requests;

    ReportEndpoint(AgentRequests requests) {
        this.requests = requests;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public String path() {
        return AgentPaths.REPORT;
    }

    @Override
    public void handle(AgentExchange exchange) {
        exchange.json(
                ReportRequest.class,
                request -> requests.report(exchange.node(), request)
                        .whenCompleteAsync(exchange.orUnavailable(exchange::ok), exchange.eventLoop()));
    }
}
