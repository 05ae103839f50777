package io.outrider.gateway.node.inbound.agents;

import io.outrider.gateway.edge.AgentEndpoint;
import io.outrider.gateway.edge.AgentExchange;
import io.outrider.gateway.node.application.PollReply;
import io.outrider.gateway.node.application.Polling;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.PollRequest;
import io.outrider.protocol.PollResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code POST /agent/v1/poll}. */
@ApplicationScoped
class PollEndpoint implements AgentEndpoint {

    private final Polling polling;

    PollEndpoint(Polling polling) {
        this.polling = polling;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public String path() {
        return AgentPaths.POLL;
    }

    @Override
    public void handle(AgentExchange exchange) {
        exchange.json(PollRequest.class, request -> {
            Reply reply = new Reply(exchange);
            exchange.request().response().exceptionHandler(broken -> polling.left(exchange.node(), reply));
            exchange.request().response().closeHandler(closed -> polling.left(exchange.node(), reply));
            polling.poll(exchange.node(), request, reply);
        });
    }

    private record Reply(AgentExchange exchange) implements PollReply {

        @Override
        public void answer(PollResponse response) {
            exchange.eventLoop().execute(() -> exchange.ok(response));
        }

        @Override
        public void nothing() {
            exchange.eventLoop().execute(() -> exchange.empty(204));
        }

        @Override
        public void unavailable() {
            exchange.eventLoop().execute(exchange::unavailable);
        }
    }
}
