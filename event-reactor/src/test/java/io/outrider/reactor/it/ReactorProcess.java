package io.outrider.reactor.it;

import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.PackagedService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged event-reactor, which can be killed, and what a user asks of it. */
final class ReactorProcess implements AutoCloseable {

    static final String DATABASE = "event_reactor";

    private final HttpClient client = HttpClient.newHttpClient();
    private final PackagedService service;

    ReactorProcess(Endpoints endpoints, Path dir, List<String> settings) {
        List<String> all = new ArrayList<>(settings);
        all.add("-Doutrider.auth.tokens-file="
                + Path.of("src/test/resources/tokens").toAbsolutePath());
        service = new PackagedService(endpoints, DATABASE, dir, all);
    }

    void start() throws IOException, InterruptedException {
        service.start();
    }

    boolean isAlive() {
        return service.isAlive();
    }

    /** Returns how many objects it has, without garbage. */
    long liveObjects() throws IOException {
        return service.liveObjects();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        service.kill();
    }

    /** Applies a reaction. */
    void apply(String name, String yaml) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.base().resolve("/api/v1/reactions/" + name))
                .header("Authorization", "Bearer admin-token-0123456789")
                .header("Content-Type", "application/yaml")
                .PUT(HttpRequest.BodyPublishers.ofString(yaml))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError("Expected reaction " + name + " to be applied, but the answer was "
                    + answer.statusCode() + ": " + answer.body());
        }
    }

    @Override
    public void close() {
        service.close();
        client.close();
    }
}
