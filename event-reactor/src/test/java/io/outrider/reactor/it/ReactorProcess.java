package io.outrider.reactor.it;

import static org.awaitility.Awaitility.await;

import io.outrider.stack.infrastructure.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged event-reactor as a process of its own, which can be killed. */
final class ReactorProcess implements AutoCloseable {

    static final String DATABASE = "event_reactor";

    private final List<String> command = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path log;
    private final URI base;
    private @Nullable Process process;

    ReactorProcess(Endpoints endpoints, Path dir, List<String> settings) {
        int port = freePort();
        base = URI.create("http://127.0.0.1:" + port);
        log = dir.resolve("event-reactor.log");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(settings);
        command.addAll(List.of(
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.datasource.jdbc.url=" + endpoints.jdbcUrl(DATABASE),
                "-Dquarkus.datasource.reactive.url=" + endpoints.reactiveUrl(DATABASE),
                "-Dquarkus.datasource.username=" + endpoints.pgUser(),
                "-Dquarkus.datasource.password=" + endpoints.pgPassword(),
                "-Dkafka.bootstrap.servers=" + endpoints.kafka(),
                "-Doutrider.registry.url=" + endpoints.registryUrl(),
                "-Doutrider.auth.tokens-file="
                        + Path.of("src/test/resources/tokens").toAbsolutePath(),
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
    }

    void start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await().atMost(Duration.ofSeconds(90))
                .ignoreException(IllegalStateException.class)
                .until(() -> send(request("/q/health/ready").GET()) == 200);
    }

    boolean isAlive() {
        return Objects.requireNonNull(process, "a started process").isAlive();
    }

    /** Applies a reaction. */
    void apply(String name, String yaml) {
        int status = send(request("/api/v1/reactions/" + name)
                .header("Content-Type", "application/yaml")
                .PUT(HttpRequest.BodyPublishers.ofString(yaml)));
        if (status >= 300) {
            throw new AssertionError("Expected reaction " + name + " to be applied, but the answer was " + status);
        }
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        Process running = Objects.requireNonNull(process, "a started process");
        running.destroyForcibly();
        running.waitFor(10, TimeUnit.SECONDS);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer admin-token-0123456789");
    }

    private int send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
