package io.outrider.gateway.transfer.inbound.agents;

import io.outrider.gateway.edge.AgentEndpoint;
import io.outrider.gateway.edge.AgentExchange;
import io.outrider.gateway.settings.GatewaySettings;
import io.outrider.gateway.transfer.application.Artifacts;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.ReprDigest;
import io.outrider.protocol.TaskRef;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** {@code PUT /agent/v1/tasks/{task}/{attempt}/{epoch}/artifacts/{name}}: to a spool file first, then checked, then kept. */
@ApplicationScoped
class ArtifactEndpoint implements AgentEndpoint {

    private static final Logger LOG = Logger.getLogger(ArtifactEndpoint.class);

    private final Artifacts artifacts;
    private final SpoolFolder spool;
    private final GatewaySettings settings;
    private final Vertx vertx;

    ArtifactEndpoint(Artifacts artifacts, SpoolFolder spool, GatewaySettings settings, Vertx vertx) {
        this.artifacts = artifacts;
        this.spool = spool;
        this.settings = settings;
        this.vertx = vertx;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.PUT;
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
                .filter(task -> task.what().equals("artifacts"));
        if (path.isEmpty()) {
            exchange.problem(
                    404,
                    "not-found",
                    "Not found",
                    "Expected /agent/v1/tasks/{task}/{attempt}/{epoch}/artifacts/{name}");
            return;
        }
        long length = announced(exchange.request());
        if (length < 0 || length > settings.maxArtifactBytes()) {
            exchange.request().response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            exchange.problem(
                    413,
                    "too-large",
                    "Too large",
                    "Expected a Content-Length of at most " + settings.maxArtifactBytes() + " bytes");
            return;
        }
        exchange.request().pause();
        Thread.startVirtualThread(
                () -> guarded(exchange, () -> receive(exchange, path.get().ref())));
    }

    /** Returns -1 if no length is announced. The server itself sees to it that the body is as long as that. */
    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void receive(AgentExchange exchange, TaskRef ref) {
        if (!artifacts.mayPut(exchange.node(), ref)) {
            exchange.eventLoop().execute(() -> {
                exchange.request().resume();
                exchange.problem(410, "stale-epoch", "Gone", "Expected a task of this node, but it is not any more");
            });
            return;
        }
        Path upload = spool.next();
        exchange.eventLoop()
                .execute(() -> vertx.fileSystem()
                        .open(
                                upload.toString(),
                                new OpenOptions()
                                        .setCreateNew(true)
                                        .setWrite(true)
                                        .setPerms("rw-------"))
                        .compose(file -> {
                            exchange.wantBody();
                            return exchange.request().pipeTo(file);
                        })
                        .onComplete(received -> Thread.startVirtualThread(() -> {
                            if (received.succeeded()) {
                                guarded(exchange, () -> keep(exchange, upload));
                            } else {
                                LOG.debugf("node=%s an upload broke: %s", exchange.node(), received.cause());
                                exchange.eventLoop().execute(exchange::unavailable);
                            }
                            SpoolFolder.delete(upload);
                        })));
    }

    private void keep(AgentExchange exchange, Path upload) {
        String digest = exchange.request().getHeader(ReprDigest.HEADER);
        String expected = digest == null ? "" : ReprDigest.parse(digest).sha256();
        String stored = artifacts.put(upload);
        exchange.eventLoop().execute(() -> {
            if (expected.isEmpty() || expected.equals(stored)) {
                exchange.empty(204);
            } else {
                exchange.problem(
                        422,
                        "digest-mismatch",
                        "Digest mismatch",
                        "Expected sha256 " + expected + ", but the body has " + stored);
            }
        });
    }

    private static void guarded(AgentExchange exchange, Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException e) {
            exchange.eventLoop().execute(() -> exchange.problem(400, "invalid", "Invalid request", e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warnf("node=%s an artifact has to be sent again: %s", exchange.node(), e.getMessage());
            exchange.eventLoop().execute(exchange::unavailable);
        }
    }
}
