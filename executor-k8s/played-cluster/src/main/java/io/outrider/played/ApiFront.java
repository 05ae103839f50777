package io.outrider.played;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What clients of the cluster talk to. Validates, streams logs, deletes gracefully and makes faults; all else is the mock server's, to
 * which requests are passed on and watches are spliced, unless they go on from a resource version.
 */
final class ApiFront implements AutoCloseable {

    private static final String VERSION =
            "{\"major\":\"1\",\"minor\":\"36\",\"gitVersion\":\"v1.36.0\",\"platform\":\"linux/amd64\"}";

    private static final int GONE = 410;
    private static final long BETWEEN_EVENTS_MILLIS = 20;

    private final int backend;
    private final WatchCache cache;
    private final Faults faults;
    private final Deletions deletions;
    private final Logs logs;
    private final ServerSocket server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Set<Socket> watches = ConcurrentHashMap.newKeySet();

    ApiFront(int backend, WatchCache cache, Faults faults, Deletions deletions, Logs logs) {
        this.backend = backend;
        this.cache = cache;
        this.faults = faults;
        this.deletions = deletions;
        this.logs = logs;
        try {
            server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("played-api").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Breaks every open watch, as a restarted API server does. */
    void closeWatches() {
        watches.forEach(ApiFront::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Optional<HttpMessage> next = HttpMessage.read(in); next.isPresent(); next = HttpMessage.read(in)) {
                if (!answer(next.get(), socket, in, out)) {
                    return;
                }
            }
        } catch (IOException broken) {
            // The client went away, or was sent away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    /** Returns whether the connection can be used again. */
    private boolean answer(HttpMessage request, Socket socket, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        String verb = request.watches() ? "WATCH" : request.method();
        Optional<Integer> fault = faults.answer(verb + " " + request.target());
        if (fault.isPresent()) {
            send(out, fault.get(), Refusal.statusJson(fault.get(), "played"));
            return true;
        }
        if (request.upgrades()) {
            if (goesOn(request)) {
                goOn(request, socket, in, out);
            } else {
                splice(request, socket, in, out);
            }
            return false;
        }
        if (request.path().endsWith("/log")) {
            logs.send(request, out);
            return false;
        }
        try {
            reply(request, out);
        } catch (Refusal refused) {
            send(out, refused.status(), refused.json());
        }
        return true;
    }

    private void reply(HttpMessage request, OutputStream out) throws Refusal, IOException, InterruptedException {
        String path = request.path();
        if (path.equals("/version")) {
            send(out, 200, VERSION);
        } else if (path.equals("/readyz") || path.equals("/livez") || path.equals("/healthz")) {
            send(out, 200, "\"ok\"");
        } else if (request.method().equals("DELETE") && deletions.handles(path)) {
            Optional<String> deleted = deletions.delete(path, request.body());
            send(out, deleted.isPresent() ? 200 : 404, deleted.orElse(Refusal.statusJson(404, path + " not found")));
        } else if (request.method().equals("POST") && request.target().contains("dryRun=All")) {
            send(out, 201, rehearsed(request));
        } else {
            pass(checked(request), out);
        }
    }

    /** Checked and answered as if it were stored. */
    private static String rehearsed(HttpMessage request) throws Refusal {
        ObjectNode object = (ObjectNode) ApiRules.created(ApiRules.parse(request.body()));
        object.withObject("/metadata").put("uid", UUID.randomUUID().toString());
        return object.toString();
    }

    private static HttpMessage checked(HttpMessage request) throws Refusal {
        switch (request.method()) {
            case "POST" -> {
                JsonNode object = ApiRules.created(ApiRules.parse(request.body()));
                return request.withBody(object.toString().getBytes(StandardCharsets.UTF_8));
            }
            case "PUT" -> ApiRules.replaced(ApiRules.parse(request.body()));
            case "PATCH" -> ApiRules.patched(request.path(), ApiRules.parse(request.body()));
            default -> {}
        }
        return request;
    }

    private void pass(HttpMessage request, OutputStream out) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + backend + request.target()))
                .method(
                        request.method(),
                        request.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        String type = request.headers().get("content-type");
        if (type != null) {
            builder.header("Content-Type", type);
        }
        HttpResponse<String> answer = client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
        // The mock accepts patches; an API server answers 200.
        int status = answer.statusCode() == 202 ? 200 : answer.statusCode();
        if (status == 409 && request.method().equals("POST")) {
            // The mock calls that invalid.
            send(out, status, Refusal.statusJson(status, "AlreadyExists", request.path() + ": already exists"));
            return;
        }
        boolean bare = answer.body().isEmpty() && status >= 400;
        send(out, status, bare ? Refusal.statusJson(status, request.path()) : answer.body());
    }

    /** A watch without a version, or with 0, begins with what is there, which the mock tells as ADDED. */
    private static boolean goesOn(HttpMessage request) {
        String version = request.query().getOrDefault("resourceVersion", "0");
        return !version.isEmpty() && !version.equals("0") && !request.query().containsKey("fieldSelector");
    }

    /** Tells a watch what came after its version; one that comes too late gets 410 as its only event. */
    private void goOn(HttpMessage request, Socket socket, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        watches.add(socket);
        try {
            WebSocket watch = WebSocket.accept(request, in, out);
            WatchCache.Cursor cursor =
                    cache.after(Long.parseLong(request.query().getOrDefault("resourceVersion", "0")), request.target());
            while (watch.isOpen()) {
                try {
                    for (String event : cursor.next()) {
                        watch.send(event);
                    }
                } catch (WatchCache.Expired e) {
                    String status = Refusal.statusJson(GONE, String.valueOf(e.getMessage()));
                    watch.send("{\"type\":\"ERROR\",\"object\":" + status + "}");
                    watch.close();
                }
                Thread.sleep(BETWEEN_EVENTS_MILLIS);
            }
        } finally {
            watches.remove(socket);
        }
    }

    private void splice(HttpMessage request, Socket socket, InputStream in, OutputStream out) throws IOException {
        watches.add(socket);
        try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), backend)) {
            upstream.setTcpNoDelay(true);
            upstream.getOutputStream().write(request.head());
            upstream.getOutputStream().flush();
            Thread.ofVirtual().start(() -> copy(in, upstream));
            upstream.getInputStream().transferTo(new Flushing(out));
        } finally {
            watches.remove(socket);
        }
    }

    private static void copy(InputStream in, Socket upstream) {
        try (upstream) {
            in.transferTo(upstream.getOutputStream());
        } catch (IOException closed) {
            // Either side may end a watch.
        }
    }

    private static final class Flushing extends java.io.FilterOutputStream {
        Flushing(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            out.flush();
        }
    }

    static void send(OutputStream out, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " Played\r\nContent-Type: application/json\r\nContent-Length: "
                + bytes.length + (status == 429 ? "\r\nRetry-After: 1" : "") + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(ApiFront::close);
        client.close();
    }
}
