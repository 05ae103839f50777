package io.outrider.gateway.transfer.inbound.agents;

import io.outrider.gateway.edge.AgentEndpoint;
import io.outrider.gateway.edge.AgentExchange;
import io.outrider.gateway.transfer.application.Artifacts;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.ByteRange;
import io.outrider.protocol.ReprDigest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** {@code GET /agent/v1/blobs/{sha256}}: images and contents that a task of the node needs, by hash, from any byte on. */
@ApplicationScoped
class BlobEndpoint implements AgentEndpoint {

    private static final Logger LOG = Logger.getLogger(BlobEndpoint.class);
    private static final int CHUNK = 128 * 1024;
    /** A line that takes longer for one chunk is dead. */
    private static final int PATIENCE_SECONDS = 60;

    private final Artifacts artifacts;

    BlobEndpoint(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.GET;
    }

    @Override
    public String path() {
        return AgentPaths.BLOBS;
    }

    @Override
    public boolean isPrefix() {
        return true;
    }

    @Override
    public void handle(AgentExchange exchange) {
        String sha256 = exchange.request().path().substring(AgentPaths.BLOBS.length());
        if (!sha256.matches("[0-9a-f]{64}")) {
            notFound(exchange);
            return;
        }
        String header = exchange.request().getHeader(ByteRange.HEADER);
        Optional<ByteRange> range;
        try {
            range = Optional.ofNullable(header).map(ByteRange::parse);
        } catch (IllegalArgumentException e) {
            // RFC 9110, 14.2: a range that is not understood is passed over.
            range = Optional.empty();
        }
        Optional<ByteRange> wanted = range;
        Thread.startVirtualThread(() -> serve(exchange, sha256, wanted));
    }

    private void serve(AgentExchange exchange, String sha256, Optional<ByteRange> range) {
        try {
            OptionalLong size = artifacts.size(exchange.node(), sha256);
            if (size.isEmpty()) {
                notFound(exchange);
            } else {
                send(exchange, sha256, range, size.getAsLong());
            }
        } catch (RuntimeException e) {
            LOG.warnf("node=%s blob %s could not be sent: %s", exchange.node(), sha256, e.getMessage());
            if (exchange.request().response().headWritten()) {
                exchange.request().connection().close();
            } else {
                exchange.unavailable();
            }
        }
    }

    private void send(AgentExchange exchange, String sha256, Optional<ByteRange> range, long size) {
        HttpServerResponse response = exchange.request().response();
        long first = range.map(ByteRange::first).orElse(0L);
        long last = Math.min(
                size - 1, range.map(wanted -> wanted.last().orElse(size - 1)).orElse(size - 1));
        if (first >= size && size > 0) {
            response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            exchange.problem(416, "range", "Range not satisfiable", "Expected a range within " + size + " bytes");
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(ReprDigest.HEADER, new ReprDigest(sha256).text())
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(last - first + 1));
        if (range.isPresent()) {
            response.setStatusCode(206)
                    .putHeader(HttpHeaders.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + size);
        }
        try (InputStream in = artifacts
                .open(sha256, first)
                .orElseThrow(() -> new IllegalStateException("Expected the blob, but it is gone"))) {
            copy(in, response, last - first + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(InputStream in, HttpServerResponse response, long length) throws IOException {
        long left = length;
        while (left > 0) {
            byte[] chunk = in.readNBytes((int) Math.min(CHUNK, left));
            if (chunk.length == 0) {
                throw new IOException("Expected " + left + " bytes more, but the blob ends");
            }
            left -= chunk.length;
            await(response, Buffer.buffer(chunk));
        }
        response.end();
    }

    /** The slow reader slows down the reading: one chunk is in memory at a time. */
    private static void await(HttpServerResponse response, Buffer chunk) throws IOException {
        try {
            response.write(chunk).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Expected to send a blob, but was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Expected the agent to take the blob, but " + e.getMessage(), e);
        }
    }

    private static void notFound(AgentExchange exchange) {
        exchange.problem(404, "not-found", "Not found", "Expected a blob that a task of this node needs");
    }
}
