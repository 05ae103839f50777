package io.outrider.scheduler.it;

import static org.awaitility.Awaitility.await;

import io.outrider.stack.infrastructure.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged scheduler as a process of its own, which can be killed. */
final class SchedulerProcess implements AutoCloseable {

    private static final String DATABASE = "scheduler_service";

    private final List<String> command = new ArrayList<>();
    private final Path log;
    private final URI base;
    private @Nullable Process process;

    SchedulerProcess(Endpoints endpoints, Path dir, List<String> settings) {
        int port = freePort();
        base = URI.create("http://127.0.0.1:" + port);
        log = dir.resolve("scheduler.log");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.datasource.jdbc.url=" + endpoints.jdbcUrl(DATABASE),
                "-Dquarkus.datasource.reactive.url=" + endpoints.reactiveUrl(DATABASE),
                "-Dquarkus.datasource.username=" + endpoints.pgUser(),
                "-Dquarkus.datasource.password=" + endpoints.pgPassword(),
                "-Dkafka.bootstrap.servers=" + endpoints.kafka(),
                "-Doutrider.registry.url=" + endpoints.registryUrl(),
                "-Doutrider.auth.tokens-file="
                        + Path.of("src/test/resources/tokens").toAbsolutePath(),
                "-Doutrider.artifacts.dir=" + dir.resolve("artifacts")));
        command.addAll(settings);
        command.addAll(List.of(
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
    }

    URI base() {
        return base;
    }

    void start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Api api = new Api(base);
        await().atMost(Duration.ofSeconds(60))
                .ignoreException(IllegalStateException.class)
                .until(() -> api.get("/q/health/ready").status() == 200);
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        Process running = Objects.requireNonNull(process, "a started process");
        running.destroyForcibly();
        running.waitFor(10, TimeUnit.SECONDS);
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
