package io.outrider.agent.gateway;

import io.outrider.protocol.ProblemBody;
import io.outrider.protocol.ProtocolJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Speaks HTTP/1.1 with the gateway over kept connections. Sends each request once: who asks decides whether to repeat. Every
 * error comes out classed as {@link GatewayException.Unavailable} or {@link GatewayException.Rejected}.
 */
public final class GatewayClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final URI base;
    private final HttpClient http;

    public GatewayClient(URI base, SSLContext tls, Optional<URI> proxy) {
        this.base = base;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .sslContext(tls);
        proxy.ifPresent(uri -> ConnectProxy.use(builder, uri));
        this.http = builder.build();
    }

    /**
     * Posts a message.
     *
     * @param timeout until the whole answer is here
     * @return the answer; empty for 204
     */
    public <R> Optional<R> post(String path, Object message, Class<R> answer, Duration timeout)
            throws GatewayException, InterruptedException {
        HttpRequest request = request(path, timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(ProtocolJson.write(message)))
                .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() == 204) {
            return Optional.empty();
        }
        if (response.statusCode() == 200) {
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
    public HttpResponse<byte[]> send(HttpRequest request) throws GatewayException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw Refusals.unreachable(base, e);
        }
    }

    /** Sends a request whose answer may be large; the caller closes the body. */
    public HttpResponse<InputStream> stream(HttpRequest request) throws GatewayException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw Refusals.unreachable(base, e);
        }
    }

    /** Starts a request to this path. */
    public HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(timeout)
                .header("Accept", "application/json, " + ProblemBody.CONTENT_TYPE);
    }

    /** Returns what an answer that is none means: repeat or not. */
    public static GatewayException refusal(String path, HttpResponse<byte[]> response) {
        return Refusals.of(path, response);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
