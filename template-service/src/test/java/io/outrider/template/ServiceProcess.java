package io.outrider.template;

import static io.restassured.RestAssured.given;

import io.outrider.stack.infrastructure.Endpoints;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged service as a process of its own, which can be killed. */
final class ServiceProcess implements AutoCloseable {
    private static final String TOKEN = "author-token-of-the-tests";

    private final Path folder;
    private final int port = freePort();
    private final List<String> command = new ArrayList<>();
    private @Nullable Process process;

    ServiceProcess(Endpoints endpoints, Path folder, List<String> settings) throws IOException {
        this.folder = folder;
        Path tokens = Files.writeString(folder.resolve("tokens"), "ann:author:" + TOKEN + "\n");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.datasource.jdbc.url=" + endpoints.jdbcUrl("template_service"),
                "-Dquarkus.datasource.reactive.url=" + endpoints.reactiveUrl("template_service"),
                "-Dquarkus.datasource.username=" + endpoints.pgUser(),
                "-Dquarkus.datasource.password=" + endpoints.pgPassword(),
                "-Dkafka.bootstrap.servers=" + endpoints.kafka(),
                "-Doutrider.registry.url=" + endpoints.registryUrl(),
                "-Doutrider.auth.tokens-file=" + tokens,
                "-Doutrider.artifacts.dir=" + folder.resolve("artifacts"),
                "-Doutrider.templates.work-dir=" + folder.resolve("work")));
        command.addAll(settings);
        command.addAll(List.of(
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
    }

    void start() throws IOException, InterruptedException {
        Path log = folder.resolve("service.log");
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!isReady()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("Expected the service to be ready, but: " + Files.readString(log));
            }
            Thread.sleep(100);
        }
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        Process killed = process;
        if (killed != null) {
            killed.destroyForcibly();
            killed.waitFor(10, TimeUnit.SECONDS);
        }
    }

    RequestSpecification author() {
        return given().port(port).auth().oauth2(TOKEN);
    }

    private boolean isReady() {
        try {
            return given().port(port).get("/q/health/ready").statusCode() == 200;
        } catch (Exception e) {
            // RestAssured throws what its signatures hide; a port that nobody listens on yet is expected.
            if (e instanceof IOException) {
                return false;
            }
            throw e;
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
    public void close() {
        Process left = process;
        if (left != null) {
            left.destroyForcibly();
        }
    }
}
