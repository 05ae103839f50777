package io.outrider.gateway.identity.inbound.agents;

import io.outrider.gateway.edge.AgentEndpoint;
import io.outrider.gateway.edge.AgentExchange;
import io.outrider.gateway.identity.application.EnrollingNode;
import io.outrider.gateway.identity.application.EnrollingNode.Result;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.EnrolRequest;
import io.outrider.protocol.EnrolResponse;
import io.outrider.protocol.EnrolmentToken;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** {@code POST /agent/v1/enrol}. */
@ApplicationScoped
class EnrolEndpoint implements AgentEndpoint {

    private static final Logger LOG = Logger.getLogger(EnrolEndpoint.class);

    private final EnrollingNode enrolling;

    EnrolEndpoint(EnrollingNode enrolling) {
        this.enrolling = enrolling;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public String path() {
        return AgentPaths.ENROL;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void handle(AgentExchange exchange) {
        exchange.json(EnrolRequest.class, request -> Thread.startVirtualThread(() -> enrol(exchange, request)));
    }

    private void enrol(AgentExchange exchange, EnrolRequest request) {
        try {
            EnrolmentToken token = EnrolmentToken.parse(request.token());
            Result result = enrolling.enrol(new EnrollingNode.Application(
                    token.secret(), request.name(), request.csr(), request.agentVersion()));
            switch (result) {
                case Result.Enrolled enrolled ->
                    exchange.ok(
                            new EnrolResponse(request.name(), enrolled.chain(), enrolled.ca(), enrolled.notAfter()));
                case Result.Denied denied ->
                    exchange.problem(
                            denied.why().status(),
                            denied.why().code(),
                            "Not enrolled",
                            denied.why().detail());
            }
        } catch (IllegalArgumentException e) {
            exchange.problem(400, "invalid", "Invalid request", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf("node=%s could not enrol: %s", request.name(), e.getMessage());
            exchange.unavailable();
        }
    }
}
