package io.outrider.cli.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server over real sockets that answers what a test tells it to, and remembers what it was asked. */
public final class FakeServer implements AutoCloseable {
    /** A request as it came. */
    public record Request(String method, String uri, Map<String, String> headers, String text) {}

    /** Answers one request; may write as slowly or as badly as the test wants. */
    @FunctionalInterface
    public interface Route {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public FakeServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers with JSON; the route is written as {@code GET /jobs/j-1}, without /api/v1 and query. */
    public FakeServer json(String route, int status, String body) {
        return on(
                route,
                exchange ->
                        send(exchange, status, status < 400 ? "application/json" : "application/problem+json", body));
    }

    public FakeServer json(String route, String body) {
        return json(route, 200, body);
    }

    public FakeServer on(String route, Route answer) {
        routes.put(route, answer);
        return this;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public Request only(String method) {
        List<Request> found =
                requests.stream().filter(r -> r.method().equals(method)).toList();
        if (found.size() != 1) {
            throw new AssertionError("Expected one " + method + " request, but got " + requests);
        }
        return found.getFirst();
    }

    public static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Begins an event stream of unknown length; the caller writes events and closes the exchange. */
    public static void sendEvents(HttpExchange exchange, String events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            String uri = exchange.getRequestURI().toString();
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    uri,
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            String path = exchange.getRequestURI().getRawPath().replaceFirst("^/api/v1", "");
            Route route = routes.get(exchange.getRequestMethod() + " " + path);
            if (route == null) {
                send(
                        exchange,
                        404,
                        "application/problem+json",
                        "{\"title\":\"Not found\",\"detail\":\"There is no " + path + "\"}");
            } else {
                route.answer(exchange);
            }
        }
    }
}
