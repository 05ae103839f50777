package io.outrider.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The REST resources of a stack. */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Stack stack;
    private final String token;

    Api(Stack stack, String token) {
        this.stack = stack;
        this.token = token;
    }

    JsonNode get(String service, String path) throws IOException, InterruptedException {
        return send(request(service, path).GET().build());
    }

    JsonNode post(String service, String path, String json) throws IOException, InterruptedException {
        return send(request(service, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    JsonNode put(String service, String path, String json) throws IOException, InterruptedException {
        return send(request(service, path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    void delete(String service, String path) throws IOException, InterruptedException {
        send(request(service, path).DELETE().build());
    }

    /** Posts a batch of CloudEvents. */
    void postEvents(String json) throws IOException, InterruptedException {
        send(request("event-reactor", "/events")
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** Gets what may not be there yet: an empty object then. */
    JsonNode find(String service, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                client.send(request(service, path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        return response.statusCode() == 404 ? JSON.createObjectNode() : answer(response);
    }

    JsonNode postZip(String service, String path, byte[] zip) throws IOException, InterruptedException {
        return send(request(service, path)
                .header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip))
                .build());
    }

    private HttpRequest.Builder request(String service, String path) {
        return HttpRequest.newBuilder(URI.create(stack.url(service) + "/api/v1" + path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return answer(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    }

    private static JsonNode answer(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() >= 300) {
            HttpRequest request = response.request();
            throw new IOException("Expected " + request.method() + " " + request.uri() + " to succeed, but it was "
                    + response.statusCode() + ": " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(response.body());
    }
}
