package io.outrider.agent.gateway;

import io.outrider.protocol.ProblemBody;
import io.outrider.protocol.ProtocolJson;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * Speaks HTTP/1.1 with the gateway over kept connections, on the thread that asks. Sends each request once: who asks decides whether to
 * repeat. Every error comes out classed as {@link GatewayException.Unavailable} or {@link GatewayException.Rejected}.
 */
public final class GatewayClient implements AutoCloseable {

    private static final String ACCEPTED = "application/json, " + ProblemBody.CONTENT_TYPE;

    private final URI base;
    private final Connections connections;

    public GatewayClient(URI base, SSLContext tls, Optional<URI> proxy) {
        this.base = base;
        this.connections = new Connections(base, tls, proxy);
    }

    /**
     * Posts a message.
     *
     * @param timeout for each wait: for the connection's next byte
     * @return the answer; empty for 204
     */
    public <R> Optional<R> post(String path, Object message, Class<R> answer, Duration timeout)
            throws GatewayException {
        ClassicHttpRequest request = request("POST", path);
        request.setEntity(new ByteArrayEntity(ProtocolJson.write(message), ContentType.APPLICATION_JSON));
        Answer response = send(request, timeout);
        if (response.status() == 204) {
            return Optional.empty();
        }
        if (response.status() == 200) {
            try {
                return Optional.of(ProtocolJson.read(response.body(), answer));
            } catch (IllegalArgumentException e) {
                throw new GatewayException.Unavailable(
                        "Expected an answer of the gateway from " + path + ", but " + e.getMessage(), Duration.ZERO);
            }
        }
        throw Refusals.of(path, response);
    }

    /** Sends any request; the caller reads status, headers and body. From 400 on use {@link #refusal}. */
    public Answer send(ClassicHttpRequest request, Duration timeout) throws GatewayException {
        try {
            Connection connection = connections.take();
            boolean kept = false;
            try {
                ClassicHttpResponse head = connection.ask(request, timeout);
                byte[] body = head.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(head.getEntity());
                kept = connection.reusable(request, head);
                return new Answer(head, body);
            } finally {
                if (kept) {
                    connections.giveBack(connection);
                } else {
                    connection.close();
                }
            }
        } catch (IOException e) {
            throw Refusals.unreachable(base, e);
        }
    }

    /** Sends a request whose answer may be large; the caller closes it. */
    AnswerStream stream(ClassicHttpRequest request, Duration timeout) throws GatewayException {
        try {
            Connection connection = connections.take();
            try {
                return new AnswerStream(connection.ask(request, timeout), connection);
            } catch (IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (IOException e) {
            throw Refusals.unreachable(base, e);
        }
    }

    /** Starts a request to this path. */
    public static ClassicHttpRequest request(String method, String path) {
        ClassicHttpRequest request = new BasicClassicHttpRequest(method, path);
        request.setHeader(HttpHeaders.ACCEPT, ACCEPTED);
        return request;
    }

    /** Returns what an answer that is none means: repeat or not. */
    public static GatewayException refusal(String path, Answer response) {
        return Refusals.of(path, response);
    }

    @Override
    public void close() {
        connections.close();
    }
}
