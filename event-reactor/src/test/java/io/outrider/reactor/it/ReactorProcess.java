package io.outrider.reactor.it;

import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.PackagedService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The packaged event-reactor, which can be killed, and what a user asks of it. */
final class ReactorProcess implements AutoCloseable {

    static final String DATABASE = "event_reactor";

    /** Longer than it takes to answer that Kafka is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final PackagedService service;

    ReactorProcess(Endpoints endpoints, Path dir, List<String> settings) {
        List<String> all = new ArrayList<>(settings);
        all.add("-Doutrider.auth.tokens-file="
                + Path.of("src/test/resources/tokens").toAbsolutePath());
        service = new PackagedService(endpoints, DATABASE, dir, all);
    }

    /** Returns settings of one that is killed often and starts many jobs. */
    static List<String> mortal() {
        return Stream.concat(
                        Stream.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Doutrider.reactions.budget.jobs=1000000"),
                        // The broker hears soon that a consumer is dead; by default it takes three quarters of a
                        // minute.
                        Stream.of("events", "job-events", "node-events", "task-events")
                                .map(channel -> "-Dmp.messaging.incoming." + channel + ".session.timeout.ms=6000"))
                .toList();
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
        HttpResponse<String> answer = client.send(
                request("/api/v1/reactions/" + name, "application/yaml")
                        .PUT(HttpRequest.BodyPublishers.ofString(yaml))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError("Expected reaction " + name + " to be applied, but the answer was "
                    + answer.statusCode() + ": " + answer.body());
        }
    }

    /**
     * Sends an event.
     *
     * @return the answer's status
     * @throws IOException when there is no answer
     */
    int send(String cloudEvent) throws IOException, InterruptedException {
        HttpRequest request = request("/api/v1/events", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(cloudEvent))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String path, String contentType) {
        URI address = service.base().resolve(path);
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer admin-token-0123456789")
                .header("Content-Type", contentType);
    }

    @Override
    public void close() {
        service.close();
        client.close();
    }
}
