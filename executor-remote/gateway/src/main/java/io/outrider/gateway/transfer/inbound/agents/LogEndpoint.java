package io.outrider.gateway.transfer.inbound.agents;

import io.outrider.gateway.edge.AgentEndpoint;
import io.outrider.gateway.edge.AgentExchange;
import io.outrider.gateway.transfer.application.LogChunk;
import io.outrider.gateway.transfer.application.TakingLogs;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.ByteRange;
import io.outrider.protocol.ContentRange;
import io.outrider.protocol.ReprDigest;
import io.outrider.protocol.TaskRef;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** {@code PATCH /agent/v1/tasks/{task}/{attempt}/{epoch}/log}. */
@ApplicationScoped
class LogEndpoint implements AgentEndpoint {

    private static final Logger LOG = Logger.getLogger(LogEndpoint.class);

    private final TakingLogs logs;

    LogEndpoint(TakingLogs logs) {
        this.logs = logs;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.PATCH;
    }

    @Override
    public String path() {
        return AgentPaths.TASKS;
    }

    @Override
    public boolean isPrefix() {
        return true;
    }

    @Override
    public void handle(AgentExchange exchange) {
        Optional<TaskPath> path = TaskPath.parse(exchange.request().path())
                .filter(task -> task.what().equals("log"));
        if (path.isEmpty()) {
            exchange.problem(404, "not-found", "Not found", "Expected /agent/v1/tasks/{task}/{attempt}/{epoch}/log");
            return;
        }
        exchange.body(AgentPaths.MAX_LOG_CHUNK_BYTES, body -> {
            try {
                LogChunk chunk = chunk(path.get().ref(), exchange, body);
                Thread.startVirtualThread(() -> take(exchange, chunk));
            } catch (IllegalArgumentException e) {
                exchange.problem(400, "invalid", "Invalid request", e.getMessage());
            }
        });
    }

    private static LogChunk chunk(TaskRef ref, AgentExchange exchange, Buffer body) {
        String header = exchange.request().getHeader(ContentRange.HEADER);
        if (header == null) {
            throw new IllegalArgumentException("Expected a header Content-Range, but there is none");
        }
        ContentRange range = ContentRange.parse(header);
        if (range.length() != body.length()) {
            throw new IllegalArgumentException(
                    "Expected a body of the range's " + range.length() + " bytes, but it has " + body.length());
        }
        if (range.size().isPresent() && !range.isLast()) {
            throw new IllegalArgumentException("Expected the size on the last range only, but more is to come");
        }
        String digest = exchange.request().getHeader(ReprDigest.HEADER);
        String sha256 = digest == null ? null : ReprDigest.parse(digest).sha256();
        return new LogChunk(ref, range.offset(), body.getBytes(), range.isLast(), sha256);
    }

    private void take(AgentExchange exchange, LogChunk chunk) {
        try {
            TakingLogs.Result result = logs.take(exchange.node(), chunk);
            exchange.eventLoop().execute(() -> answer(exchange, result));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "task=%s attempt=%d node=%s a log chunk has to be sent again: %s",
                    chunk.ref().task(), chunk.ref().attempt(), exchange.node(), e.getMessage());
            exchange.eventLoop().execute(exchange::unavailable);
        }
    }

    private static void answer(AgentExchange exchange, TakingLogs.Result result) {
        HttpServerResponse response = exchange.request().response();
        switch (result) {
            case TakingLogs.Result.Accepted(long bytes) -> {
                if (bytes > 0) {
                    response.putHeader(
                            ByteRange.HEADER, ByteRange.accepted(bytes).text());
                }
                exchange.empty(202);
            }
            case TakingLogs.Result.Rewind(long bytes) -> {
                response.putHeader(
                        ContentRange.HEADER, ContentRange.unsatisfied(bytes).text());
                exchange.problem(416, "log-gap", "Gap in the log", "Expected the log to go on at byte " + bytes);
            }
            case TakingLogs.Result.Gone gone ->
                exchange.problem(410, "stale-epoch", "Gone", "Expected a task of this node, but it is not any more");
        }
    }
}
