package io.outrider.gateway.edge;

import io.outrider.gateway.identity.application.Identities;
import io.outrider.gateway.identity.outbound.ca.CertificateAuthority;
import io.outrider.gateway.settings.GatewaySettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The TLS port for agents. A client certificate is asked for and verified against the gateway's own CA; who has none may enrol and
 * nothing else. HTTP/1.1 only: it passes every proxy, and one parked poll for each agent gains nothing from HTTP/2.
 */
@ApplicationScoped
class AgentServer {

    private static final Logger LOG = Logger.getLogger(AgentServer.class);
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int MAX_LINE = 4 * 1024;
    /** Many agents come back at once after a restart. */
    private static final int BACKLOG = 4096;

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final CertificateAuthority authority;
    private final AgentConnections connections;
    private final AgentRouter router;
    private final Identities identities;
    private @Nullable String deployment;

    AgentServer(
            Vertx vertx,
            GatewaySettings settings,
            CertificateAuthority authority,
            AgentConnections connections,
            AgentRouter router,
            Identities identities) {
        this.vertx = vertx;
        this.settings = settings;
        this.authority = authority;
        this.connections = connections;
        this.router = router;
        this.identities = identities;
    }

    void start(@Observes StartupEvent event) throws Exception {
        identities.refresh();
        HttpServerOptions options = options();
        int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
        deployment = vertx.deployVerticle(() -> new Listener(options), new DeploymentOptions().setInstances(loops))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        LOG.infof(
                "agents: https://%s:%d, %s, CA sha256 %s",
                settings.agents().host(),
                settings.agents().port(),
                OpenSSLEngineOptions.isAvailable() ? "BoringSSL" : "the JDK's TLS",
                authority.sha256());
    }

    void stop(@Observes ShutdownEvent event) throws Exception {
        if (deployment != null) {
            vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private HttpServerOptions options() {
        CertificateAuthority.Identity identity = authority.serverIdentity();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.agents().host())
                .setPort(settings.agents().port())
                .setSsl(true)
                .setUseAlpn(false)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(identity.certificate()))
                        .addKeyValue(Buffer.buffer(identity.key())))
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority.certificate())))
                .setClientAuth(ClientAuth.REQUEST)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                .setTcpNoDelay(true)
                .setAcceptBacklog(BACKLOG)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxInitialLineLength(MAX_LINE)
                .setHandle100ContinueAutomatically(true)
                // Longer than a parked poll: only the dead are cut off.
                .setIdleTimeout((int) settings.poll().toSeconds() * 2 + 30)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        if (OpenSSLEngineOptions.isAvailable()) {
            options.setSslEngineOptions(new OpenSSLEngineOptions());
        }
        return options;
    }

    /** The port on one event loop; all of them share it. */
    private final class Listener extends AbstractVerticle {

        private final HttpServerOptions options;

        Listener(HttpServerOptions options) {
            this.options = options;
        }

        @Override
        public void start(Promise<Void> started) {
            HttpServer server = vertx.createHttpServer(options);
            server.connectionHandler(connections::opened)
                    .requestHandler(router::route)
                    .exceptionHandler(
                            failure -> LOG.debugf("a connection of an agent failed: %s", failure.getMessage()))
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
