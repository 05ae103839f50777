package io.outrider.gateway.edge;

import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.ProblemBody;
import io.outrider.protocol.ProtocolJson;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A request of an agent and its answer. The answer may be given from any thread, once; a second is dropped. */
public final class AgentExchange {

    private static final Logger LOG = Logger.getLogger(AgentExchange.class);

    private final HttpServerRequest request;
    private final Context context;
    private final String node;

    AgentExchange(HttpServerRequest request, Context context, String node) {
        this.request = request;
        this.context = context;
        this.node = node;
    }

    /** Returns the node's name as its certificate says; empty on an open endpoint. */
    public String node() {
        return node;
    }

    /** Returns the request, for those that stream. */
    public HttpServerRequest request() {
        return request;
    }

    /** Returns the executor of the event loop. */
    public Executor eventLoop() {
        return work -> context.runOnContext(ignored -> work.run());
    }

    /** Reads a bounded JSON message; a body that is none is answered with what is wrong about it. */
    public <T> void json(Class<T> type, Consumer<T> then) {
        body(AgentPaths.MAX_JSON_BYTES, bytes -> {
            T message;
            try {
                message = ProtocolJson.read(bytes.getBytes(), type);
            } catch (IllegalArgumentException e) {
                problem(400, "invalid", "Invalid request", e.getMessage());
                return;
            }
            then.accept(message);
        });
    }

    /** Reads a body of at most so many bytes; a longer one is refused. */
    public void body(int max, Consumer<Buffer> then) {
        if (announced() > max) {
            tooLarge(max);
            return;
        }
        wantBody();
        Buffer body = Buffer.buffer();
        boolean[] refused = new boolean[1];
        request.handler(part -> {
            if (!refused[0] && body.length() + part.length() > max) {
                refused[0] = true;
                tooLarge(max);
            } else if (!refused[0]) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> {
            if (!refused[0]) {
                guarded(() -> then.accept(body));
            }
        });
    }

    /** Asks for the body, if the agent waits to be asked ({@code Expect: 100-continue}). */
    public void wantBody() {
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
    }

    private long announced() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void tooLarge(long max) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problem(413, "too-large", "Too large", "Expected a body of at most " + max + " bytes, but it is larger");
    }

    /** Runs work that must end in an answer: a failure of it is the answer 500. */
    public void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "node=%s %s %s failed", node, request.method(), request.path());
            problem(500, "internal", "Internal error", "Expected to handle the request, but something broke here");
        }
    }

    /** Answers 200 with a JSON message. */
    public void ok(Object message) {
        end(200, "application/json", ProtocolJson.write(message));
    }

    /** Answers without a body. */
    public void empty(int status) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status).end();
        }
    }

    /** Answers with problem details. */
    public void problem(int status, String code, String title, @Nullable String detail) {
        end(status, ProblemBody.CONTENT_TYPE, ProtocolJson.write(new ProblemBody(status, code, title, detail)));
    }

    /** Answers that the request may be repeated in a moment. */
    public void unavailable() {
        request.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        problem(
                503,
                "unavailable",
                "Unavailable",
                "Expected the database and Kafka to answer, but one does not; repeat");
    }

    /** Returns a function that passes a result on, on the event loop, and answers a failure by itself. */
    public <T> BiConsumer<T, Throwable> orUnavailable(Consumer<T> then) {
        return (result, failure) -> {
            if (failure == null) {
                guarded(() -> then.accept(result));
            } else {
                LOG.warnf("node=%s %s has to be repeated: %s", node, request.path(), failure.getMessage());
                unavailable();
            }
        };
    }

    private void end(int status, String type, byte[] body) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .end(Buffer.buffer(body));
        }
    }
}
