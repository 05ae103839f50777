package io.outrider.gateway;

import io.outrider.stack.infrastructure.Endpoints;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged gateway as a process of its own, which can be killed. */
final class GatewayProcess implements AutoCloseable {

    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> command = new ArrayList<>();
    private final Path dir;
    private final int restPort = freePort();
    private final int agentsPort = freePort();
    private Process process;

    GatewayProcess(Endpoints endpoints, Path dir, List<String> settings) throws IOException {
        this.dir = dir;
        Path tokens = Files.writeString(dir.resolve("tokens"), "root:admin:root-token-for-tests\n");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx384m"));
        command.addAll(List.of(
                "-Dquarkus.http.port=" + restPort,
                "-Dquarkus.datasource.jdbc.url=" + endpoints.jdbcUrl("gateway"),
                "-Dquarkus.datasource.reactive.url=" + endpoints.reactiveUrl("gateway"),
                "-Dquarkus.datasource.username=" + endpoints.pgUser(),
                "-Dquarkus.datasource.password=" + endpoints.pgPassword(),
                "-Dkafka.bootstrap.servers=" + endpoints.kafka(),
                "-Doutrider.registry.url=" + endpoints.registryUrl(),
                "-Doutrider.auth.tokens-file=" + tokens,
                "-Doutrider.artifacts.dir=" + dir.resolve("artifacts"),
                "-Doutrider.gateway.ca.dir=" + dir.resolve("ca"),
                "-Doutrider.gateway.agents.port=" + agentsPort));
        command.addAll(settings);
        command.addAll(List.of("-jar", JAR.toString()));
    }

    int agentsPort() {
        return agentsPort;
    }

    String caPem() throws IOException {
        return Files.readString(dir.resolve("ca/current/ca.pem"));
    }

    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        dir.resolve("gateway.log").toFile()))
                .start();
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError(
                        "Expected the gateway to be ready, but: " + Files.readString(dir.resolve("gateway.log")));
            }
            Thread.sleep(100);
        }
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    String post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path))
                .header("Authorization", "Bearer root-token-for-tests")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/q/health/ready").contains("\"status\": \"UP\"");
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.destroyForcibly();
        }
        client.close();
    }
}
