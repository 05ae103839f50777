package io.outrider.gateway;

import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.process.FreePorts;
import io.outrider.stack.testing.PackagedService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged gateway, which can be killed, and what its administrators and agents need of it. */
final class GatewayProcess implements AutoCloseable {

    private static final String TOKEN = "root-token-for-tests";

    private final HttpClient client = HttpClient.newHttpClient();
    private final int agentsPort = new FreePorts().any();
    private final Path dir;
    private final PackagedService service;

    GatewayProcess(Endpoints endpoints, Path dir, List<String> settings) throws IOException {
        this.dir = dir;
        Path tokens = Files.writeString(dir.resolve("tokens"), "root:admin:" + TOKEN + "\n");
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(
                "-Xmx384m",
                "-Doutrider.auth.tokens-file=" + tokens,
                "-Doutrider.artifacts.dir=" + dir.resolve("artifacts"),
                "-Doutrider.gateway.ca.dir=" + dir.resolve("ca"),
                "-Doutrider.gateway.agents.port=" + agentsPort));
        service = new PackagedService(endpoints, "gateway", dir, all);
    }

    int agentsPort() {
        return agentsPort;
    }

    String caPem() throws IOException {
        return Files.readString(dir.resolve("ca/current/ca.pem"));
    }

    void start() throws IOException, InterruptedException {
        service.start();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        service.kill();
    }

    String post(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    String get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.base().resolve(path)).header("Authorization", "Bearer " + TOKEN);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        service.close();
        client.close();
    }
}
