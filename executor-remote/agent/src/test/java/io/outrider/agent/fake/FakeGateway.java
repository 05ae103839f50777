package io.outrider.agent.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.outrider.protocol.AcceptRequest;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.EnrolRequest;
import io.outrider.protocol.EnrolResponse;
import io.outrider.protocol.LeaseRequest;
import io.outrider.protocol.PollRequest;
import io.outrider.protocol.PollResponse;
import io.outrider.protocol.ProblemBody;
import io.outrider.protocol.ProtocolJson;
import io.outrider.protocol.ReportRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A gateway on a real TLS port, for one node. */
public final class FakeGateway implements AutoCloseable {

    static {
        // Else the server's small writes wait for acknowledgements: 40 ms each.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "200");
    }

    public static final String SECRET = "once-only";

    private final TestCa ca = new TestCa();
    private final HttpsServer server;
    private final FakeDesk desk = new FakeDesk();
    private final FakeTransfers transfers = new FakeTransfers(desk);
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final List<PollRequest> polls = new CopyOnWriteArrayList<>();
    private volatile BiFunction<String, Integer, Fault> faults = (path, count) -> Fault.NONE;
    private volatile int retryAfterSeconds;

    public FakeGateway() {
        try {
            this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(ca.server()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                tls.setWantClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    public String token() {
        return SECRET + "." + ca.sha256();
    }

    /** What this gateway offers and has heard. */
    public FakeDesk desk() {
        return desk;
    }

    /** Files and logs. */
    public FakeTransfers transfers() {
        return transfers;
    }

    public List<PollRequest> polls() {
        return polls;
    }

    /** Decides by path and how often it was asked before (from 0) what goes wrong. */
    public void faults(BiFunction<String, Integer, Fault> faults) {
        this.faults = faults;
    }

    public void retryAfter(int seconds) {
        retryAfterSeconds = seconds;
    }

    public int requests(String path) {
        return requests.getOrDefault(path, new AtomicInteger()).get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            int before =
                    requests.computeIfAbsent(path, key -> new AtomicInteger()).getAndIncrement();
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (faults.apply(path, before)) {
                case NONE -> answer(exchange, path, body).send(exchange);
                case LOSE_ANSWER -> {
                    Answer unused = answer(exchange, path, body);
                }
                case PROXY_PAGE ->
                    new Answer(200, "text/html", "<html>proxy</html>".getBytes(StandardCharsets.UTF_8), Map.of())
                            .send(exchange);
                case PROXY_FORBIDS ->
                    new Answer(403, "text/html", "<html>no</html>".getBytes(StandardCharsets.UTF_8), Map.of())
                            .send(exchange);
                case UNAVAILABLE ->
                    Answer.problem(503, "unavailable", Map.of("Retry-After", "" + retryAfterSeconds))
                            .send(exchange);
            }
        } catch (RuntimeException e) {
            e.printStackTrace();
            throw e;
        }
    }

    private Answer answer(HttpExchange exchange, String path, byte[] body) {
        if (!path.equals(AgentPaths.ENROL) && node(exchange).isEmpty()) {
            return Answer.problem(401, "no-certificate", Map.of());
        }
        return switch (path) {
            case AgentPaths.ENROL -> enrol(ProtocolJson.read(body, EnrolRequest.class));
            case AgentPaths.POLL -> poll(ProtocolJson.read(body, PollRequest.class));
            case AgentPaths.ACCEPT -> Answer.json(desk.accept(ProtocolJson.read(body, AcceptRequest.class)));
            case AgentPaths.REPORT -> Answer.json(desk.report(ProtocolJson.read(body, ReportRequest.class)));
            case AgentPaths.LEASES -> Answer.json(desk.renew(ProtocolJson.read(body, LeaseRequest.class)));
            default -> transfers.answer(exchange, path, body);
        };
    }

    private Answer enrol(EnrolRequest request) {
        if (!request.token().equals(token())) {
            return Answer.problem(403, "token-invalid", Map.of());
        }
        return Answer.json(new EnrolResponse(
                request.name(),
                ca.issue(request.csr()),
                TestCa.pem(ca.certificate),
                Instant.now().plus(Duration.ofDays(1))));
    }

    private Answer poll(PollRequest request) {
        polls.add(request);
        Optional<PollResponse> response = desk.poll(request);
        return response.map(Answer::json).orElse(new Answer(204, "", new byte[0], Map.of()));
    }

    private static Optional<String> node(HttpExchange exchange) {
        try {
            return Optional.of(((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName());
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        desk.close();
        server.stop(0);
    }

    /** An answer before it is sent. */
    record Answer(
            int status,
            String type,
            @SuppressWarnings("ArrayRecordComponent") byte[] body,
            Map<String, String> headers) {

        static Answer json(Object message) {
            return new Answer(200, "application/json", ProtocolJson.write(message), Map.of());
        }

        static Answer problem(int status, String code, Map<String, String> headers) {
            byte[] body = ProtocolJson.write(new ProblemBody(status, code, code, null));
            return new Answer(status, ProblemBody.CONTENT_TYPE, body, headers);
        }

        void send(HttpExchange exchange) throws IOException {
            headers.forEach(exchange.getResponseHeaders()::set);
            if (!type.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", type);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
