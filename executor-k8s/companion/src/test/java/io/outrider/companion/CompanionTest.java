package io.outrider.companion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, against an executor that is played over a real socket. */
class CompanionTest {

    private static final String TASK = "/companion/v1/tasks/job%2F1/1/2";

    @TempDir
    Path folder;

    private final Map<String, String> taken = new ConcurrentHashMap<>();
    private final AtomicInteger away = new AtomicInteger();
    private HttpServer executor;

    @BeforeEach
    void start() throws IOException {
        executor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        executor.createContext("/", this::answer);
        executor.start();
        Files.createDirectories(folder.resolve("in"));
        Files.createDirectories(folder.resolve("out/artifacts/deep"));
    }

    @AfterEach
    void stop() {
        executor.stop(0);
    }

    @Test
    void shouldFetchInputs() throws Exception {
        away.set(2);

        Process fetch = companion("fetch", 0);

        assertThat(fetch.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(fetch.exitValue()).isZero();
        assertThat(folder.resolve("in/parameters.json")).hasContent("{\"a\":1}");
        assertThat(folder.resolve("in/event.json")).doesNotExist();
    }

    @Test
    void shouldCollectOnceTheTaskHasEnded() throws Exception {
        int port = freePort();
        Process collect = companion("collect", port);
        awaitReady(port);
        Files.writeString(folder.resolve("out/outputs.json"), "{\"endpoint\":\"h\\u00f6st\\n\"}");
        Files.writeString(folder.resolve("out/artifacts/deep/report.txt"), "fine");
        away.set(1);

        collect.destroy();

        assertThat(collect.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(collect.exitValue()).isZero();
        assertThat(taken.get(TASK + "/artifacts/deep%2Freport.txt")).isEqualTo("fine");
        assertThat(taken.get(TASK + "/result"))
                .startsWith("{\"outputs\":\"{\\\"endpoint\\\":")
                .contains("\"problem\":null", "\"name\":\"deep/report.txt\"", "\"size\":4");
        assertThat(folder.resolve("termination")).hasContent(taken.get(TASK + "/result"));
    }

    @Test
    void shouldTellWhatBreaksTheContract() throws Exception {
        int port = freePort();
        Process collect = companion("collect", port);
        awaitReady(port);
        Files.createSymbolicLink(folder.resolve("out/outputs.json"), Path.of("/etc/passwd"));

        collect.destroy();

        assertThat(collect.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(taken.get(TASK + "/result")).contains("\"problem\":\"Expected outputs.json to be a file");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getRawPath();
        boolean known = "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!known) {
            exchange.sendResponseHeaders(401, -1);
        } else if (away.getAndDecrement() > 0) {
            exchange.sendResponseHeaders(503, -1);
        } else if (exchange.getRequestMethod().equals("PUT")) {
            taken.put(path, body);
            exchange.sendResponseHeaders(204, -1);
        } else if (path.equals(TASK + "/inputs/parameters.json")) {
            byte[] answer = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private Process companion(String verb, int readyPort) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CompanionMain.class.getName(),
                verb);
        builder.environment()
                .putAll(Map.of(
                        "OUTRIDER_EXECUTOR_URL",
                        "http://127.0.0.1:" + executor.getAddress().getPort() + "/",
                        "OUTRIDER_TOKEN",
                        "t0ken",
                        "OUTRIDER_TASK",
                        "job/1",
                        "OUTRIDER_ATTEMPT",
                        "1",
                        "OUTRIDER_EPOCH",
                        "2",
                        "OUTRIDER_IN",
                        folder.resolve("in").toString(),
                        "OUTRIDER_OUT",
                        folder.resolve("out").toString(),
                        "OUTRIDER_READY_PORT",
                        Integer.toString(readyPort),
                        "OUTRIDER_TERMINATION_LOG",
                        folder.resolve("termination").toString()));
        return builder.inheritIO().start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitReady(int port) throws InterruptedException {
        HttpRequest probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int tries = 0; tries < 200; tries++) {
                try {
                    if (client.send(probe, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    Thread.sleep(50);
                }
            }
        }
        throw new AssertionError("Expected the companion to become ready");
    }
}
