package io.outrider.agent.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrider.agent.fake.ConnectProxy;
import io.outrider.agent.fake.ScriptedGateway;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.junit.jupiter.api.Test;

/** The client on real TLS ports, against a gateway that says what no good one would. */
class GatewayClientTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    private static final String PROBLEM = "{\"status\":413,\"code\":\"too-large\",\"title\":\"Too large\"}";
    private static final String REFUSED = "HTTP/1.1 413 Too Large\r\nContent-Type: application/problem+json\r\n"
            + "Content-Length: " + PROBLEM.length() + "\r\nConnection: close\r\n\r\n" + PROBLEM;

    private static GatewayClient client(ScriptedGateway gateway, String host, Optional<URI> proxy)
            throws GeneralSecurityException, IOException {
        return new GatewayClient(URI.create("https://" + host + ":" + gateway.port()), gateway.trust(), proxy);
    }

    private static GatewayClient client(ScriptedGateway gateway) throws GeneralSecurityException, IOException {
        return client(gateway, "localhost", Optional.empty());
    }

    private static void post(GatewayClient client) throws GatewayException {
        assertThat(client.post("/agent/v1/poll", Map.of("a", 1), Map.class, TIMEOUT))
                .isPresent();
    }

    @Test
    void shouldUseAConnectionAgain() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(head -> OK);
                GatewayClient client = client(gateway)) {
            for (int i = 0; i < 5; i++) {
                post(client);
            }

            assertThat(gateway.connections()).isEqualTo(1);
            assertThat(gateway.heads().getFirst())
                    .startsWith("POST /agent/v1/poll HTTP/1.1\r\n")
                    .containsIgnoringCase("Host: localhost:" + gateway.port() + "\r\n");
        }
    }

    @Test
    void shouldNotUseAConnectionThatWasClosedWhileItWasIdle() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(head -> OK);
                GatewayClient client = client(gateway)) {
            post(client);
            gateway.hangUp();
            Thread.sleep(2_100);

            post(client);

            assertThat(gateway.connections()).isEqualTo(2);
        }
    }

    @Test
    void shouldAskToBeRepeatedWhenAKeptConnectionBreaks() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(head -> OK);
                GatewayClient client = client(gateway)) {
            post(client);
            gateway.hangUp();

            assertThatThrownBy(() -> post(client)).isInstanceOf(GatewayException.Unavailable.class);
            post(client);
        }
    }

    @Test
    void shouldSendNoBodyThatIsRefused() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(head -> REFUSED);
                GatewayClient client = client(gateway)) {
            Answer answer = client.send(large(), TIMEOUT);

            assertThat(answer.status()).isEqualTo(413);
            assertThat(GatewayClient.refusal("/x", answer)).isInstanceOf(GatewayException.Rejected.class);
            assertThat(gateway.bodies()).isEmpty();
        }
    }

    @Test
    void shouldSendABodyThatIsWanted() throws Exception {
        try (ScriptedGateway gateway =
                        new ScriptedGateway(head -> "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
                GatewayClient client = client(gateway)) {
            Answer answer = client.send(large(), TIMEOUT);

            assertThat(answer.status()).isEqualTo(204);
            await().atMost(TIMEOUT).until(() -> gateway.bodies().contains(20_000_000));
        }
    }

    private static ClassicHttpRequest large() {
        ClassicHttpRequest request = GatewayClient.request("PUT", "/x");
        request.setHeader(HttpHeaders.EXPECT, HeaderElements.CONTINUE);
        request.setEntity(new ByteArrayEntity(new byte[20_000_000], ContentType.APPLICATION_OCTET_STREAM));
        return request;
    }

    @Test
    void shouldGiveUpWhenNothingComes() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(head -> "");
                GatewayClient client = client(gateway)) {
            assertThatThrownBy(() -> client.post("/agent/v1/poll", Map.of(), Map.class, Duration.ofMillis(300)))
                    .isInstanceOf(GatewayException.Unavailable.class)
                    .hasMessageContaining("timed out");
        }
    }

    @Test
    void shouldRefuseToTalkToWhoIsNotOnTheCertificate() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(head -> OK);
                GatewayClient client = client(gateway, "127.0.0.2", Optional.empty())) {
            assertThatThrownBy(() -> post(client))
                    .isInstanceOf(GatewayException.Unavailable.class)
                    .hasMessageContaining("127.0.0.2");
            assertThat(gateway.heads()).isEmpty();
        }
    }

    @Test
    void shouldRefuseToTalkToWhoIsNoGateway() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(head -> "SSH-2.0-OpenSSH\r\n");
                GatewayClient client = client(gateway)) {
            assertThatThrownBy(() -> client.post("/agent/v1/poll", Map.of(), Map.class, Duration.ofMillis(500)))
                    .isInstanceOf(GatewayException.Unavailable.class);
        }
    }

    @Test
    void shouldGoThroughAProxy() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(head -> OK);
                ConnectProxy proxy = new ConnectProxy("node:p@ss:word");
                GatewayClient client = client(
                        gateway,
                        "localhost",
                        Optional.of(URI.create("http://node:p%40ss:word@localhost:" + proxy.port())))) {
            post(client);
            post(client);

            assertThat(proxy.tunnels()).containsExactly("localhost:" + gateway.port());
        }
    }

    @Test
    void shouldSayThatTheProxyDoesNotLetItThrough() throws Exception {
        try (ScriptedGateway gateway = new ScriptedGateway(head -> OK);
                ConnectProxy proxy = new ConnectProxy("node:right");
                GatewayClient client = client(
                        gateway, "localhost", Optional.of(URI.create("http://node:wrong@localhost:" + proxy.port())))) {
            assertThatThrownBy(() -> post(client))
                    .isInstanceOf(GatewayException.Unavailable.class)
                    .hasMessageContaining("the proxy at localhost says 407 Proxy Authentication Required");
        }
    }
}
