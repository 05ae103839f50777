package io.outrider.e2e;

import static org.awaitility.Awaitility.await;

import io.outrider.stack.process.FreePorts;
import java.io.IOException;
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

/**
 * A second process of one of the stack's services, as a cluster runs them: the command and the variables of the stack's own, on ports
 * of its own, with the same database, topics and files. Nobody starts it again when it is killed.
 */
final class Replica implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final String HTTP = "-Dquarkus.http.port=";
    private static final String AGENTS = "-Doutrider.gateway.agents.port=";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ProcessBuilder builder;
    private final int port = new FreePorts().any();
    private final int agentsPort = new FreePorts().any();
    private Process process;

    private Replica(Outrider outrider, String service, Path folder) throws IOException {
        Path proc = Path.of("/proc", Long.toString(outrider.pid(service)));
        List<String> command = new ArrayList<>();
        for (String word : Files.readString(proc.resolve("cmdline")).split("\0", -1)) {
            if (word.startsWith(HTTP)) {
                command.add(HTTP + port);
            } else if (word.startsWith(AGENTS)) {
                command.add(AGENTS + agentsPort);
            } else if (!word.isEmpty() && !word.startsWith("-XX:+AutoCreateSharedArchive")) {
                // The archive of classes is read, but only the stack's own writes it.
                command.add(word);
            }
        }
        builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(service + "-2.log").toFile());
        builder.environment().clear();
        for (String variable : Files.readString(proc.resolve("environ")).split("\0", -1)) {
            String[] parts = variable.split("=", 2);
            if (parts.length == 2) {
                builder.environment().put(parts[0], parts[1]);
            }
        }
        process = builder.start();
    }

    /** Starts it. */
    static Replica start(Outrider outrider, String service, Path folder) throws IOException {
        return new Replica(outrider, service, folder);
    }

    /** Returns when it serves. */
    void awaitReady() {
        await().atMost(LONGEST_START).ignoreExceptions().until(() -> {
            HttpRequest request = HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        });
    }

    /** Where its REST resources are. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where agents reach it, if it is a gateway. */
    int agentsPort() {
        return agentsPort;
    }

    /** Ends it as kill -9 does, and starts it again. */
    void killAndStart() throws IOException {
        process.destroyForcibly().onExit().join();
        process = builder.start();
        awaitReady();
    }

    /** Ends it in order. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
