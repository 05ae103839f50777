package io.outrider.agent.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Opens connections to the gateway, through a proxy by CONNECT if there is one, and keeps those that are between two requests. */
final class Connections implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    // The gateway, and what lies in between, may close what is idle; a look at it costs a millisecond.
    private static final Duration LOOKED_AT_AFTER = Duration.ofSeconds(2);
    private static final Duration KEPT_FOR = Duration.ofSeconds(30);
    private static final int DEFAULT_PROXY_PORT = 3128;
    private static final int DEFAULT_PORT = 443;

    private final String host;
    private final int port;
    private final SSLSocketFactory tls;
    private final Optional<URI> proxy;
    // The last one used is the first one used again, so that the others become idle.
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    Connections(URI gateway, SSLContext tls, Optional<URI> proxy) {
        this.host = name(gateway);
        this.port = gateway.getPort() < 0 ? DEFAULT_PORT : gateway.getPort();
        this.tls = tls.getSocketFactory();
        this.proxy = proxy;
    }

    /** Returns a connection for one request; give it back or close it. */
    Connection take() throws IOException {
        for (Connection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            if (usable(kept)) {
                return kept;
            }
            kept.close();
        }
        return open();
    }

    /** Keeps a connection for the next request. */
    void giveBack(Connection connection) {
        idle.addFirst(connection);
        for (Connection last = idle.peekLast(); last != null && expired(last); last = idle.peekLast()) {
            if (idle.removeLastOccurrence(last)) {
                last.close();
            }
        }
    }

    private static boolean usable(Connection kept) {
        return kept.idle().compareTo(LOOKED_AT_AFTER) < 0 || (!expired(kept) && !kept.broken());
    }

    private static boolean expired(Connection kept) {
        return kept.idle().compareTo(KEPT_FOR) > 0;
    }

    private Connection open() throws IOException {
        Socket socket = proxy.isPresent() ? tunnel(proxy.get()) : connected(host, port);
        try {
            SSLSocket secured = (SSLSocket) tls.createSocket(socket, host, port, true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            DefaultBHttpClientConnection wire = new DefaultBHttpClientConnection(Http1Config.DEFAULT);
            wire.bind(secured);
            return new Connection(wire, authority());
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Returns the host as certificates have it: an address of IPv6 without its brackets. */
    private static String name(URI uri) {
        String name = uri.getHost();
        return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    }

    private static Socket connected(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            // Holds for the handshake; each request sets its own.
            socket.setSoTimeout((int) CONNECT_TIMEOUT.toMillis());
            socket.connect(new InetSocketAddress(host, port), (int) CONNECT_TIMEOUT.toMillis());
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket tunnel(URI through) throws IOException {
        Socket socket = connected(name(through), through.getPort() < 0 ? DEFAULT_PROXY_PORT : through.getPort());
        try {
            DefaultBHttpClientConnection wire = new DefaultBHttpClientConnection(Http1Config.DEFAULT);
            wire.bind(socket);
            ClassicHttpRequest request = new BasicClassicHttpRequest(Method.CONNECT, null, authority());
            if (through.getUserInfo() != null) {
                request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, basic(through.getUserInfo()));
            }
            ClassicHttpResponse answer = new Connection(wire, authority()).ask(request, CONNECT_TIMEOUT);
            if (answer.getCode() / 100 != 2) {
                throw new IOException("the proxy at " + through.getHost() + " says " + answer.getCode()
                        + (answer.getReasonPhrase() == null ? "" : " " + answer.getReasonPhrase()));
            }
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** Closes those that are idle. */
    @Override
    public void close() {
        for (Connection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            kept.close();
        }
    }
}
