package io.outrider.stack.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Takes spans as a collector does: OTLP over HTTP, in protobuf. */
public final class TraceCollector implements AutoCloseable {

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** Listens on a port of this machine. */
    public TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /**
     * A span.
     *
     * @param parent its parent's id, empty for the first of a trace
     * @param attributes those that are texts
     */
    public record Span(
            String service, String trace, String id, String parent, String name, Map<String, String> attributes) {}

    /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} has to be. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The spans of a trace that have come so far. */
    public List<Span> ofTrace(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        ProtobufFields request = ProtobufFields.read(exchange.getRequestBody().readAllBytes());
        for (ProtobufFields.Field resourceSpans : request.all(1)) {
            ProtobufFields all = resourceSpans.message();
            String service = attributes(all.one(1).message(), 1).getOrDefault("service.name", "");
            all.all(2)
                    .forEach(scope -> scope.message().all(2).forEach(span -> spans.add(span(service, span.message()))));
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Span span(String service, ProtobufFields span) {
        return new Span(
                service,
                span.one(1).hex(),
                span.one(2).hex(),
                span.one(4).hex(),
                span.one(5).text(),
                attributes(span, 9));
    }

    private static Map<String, String> attributes(ProtobufFields message, int field) {
        return message.all(field).stream()
                .map(ProtobufFields.Field::message)
                .collect(Collectors.toMap(
                        pair -> pair.one(1).text(),
                        pair -> pair.one(2).message().one(1).text(),
                        (first, second) -> second));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
