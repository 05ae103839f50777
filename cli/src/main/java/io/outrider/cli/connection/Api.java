package io.outrider.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.output.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Speaks to the REST APIs. Every answer that is not a success becomes a {@link CommandException} with the exit code
 * that documents it; nothing is retried here.
 */
public final class Api {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int PAGE = 500;

    private final Connection connection;
    private final String causationDepth;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    public Api(Connection connection) {
        this(connection, "");
    }

    /**
     * Speaks for a job.
     *
     * @param causationDepth how many reactions led to the job, as its environment says: what it asks for stays in that chain; empty: no job
     */
    public Api(Connection connection, String causationDepth) {
        this.connection = connection;
        this.causationDepth = causationDepth;
    }

    public JsonNode get(Call call) {
        return answer(call, request(call).GET()).body();
    }

    public Answer post(Call call, JsonNode body) {
        return answer(call, json(call).POST(BodyPublishers.ofString(body.toString())));
    }

    /** Posts a body of another kind; the call carries its Content-Type. */
    public Answer post(Call call, BodyPublisher body) {
        return answer(call, request(call).POST(body));
    }

    public Answer put(Call call, JsonNode body) {
        return answer(call, json(call).PUT(BodyPublishers.ofString(body.toString())));
    }

    public void delete(Call call) {
        answer(call, request(call).DELETE());
    }

    /** The first {@code limit} items of a list, from as many pages as it takes. */
    public List<JsonNode> list(Call call, int limit) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            int wanted = Math.min(PAGE, limit - items.size());
            JsonNode page = get(call.with("limit", Integer.toString(wanted)).with("cursor", cursor));
            JsonNode found = page.isArray() ? page : page.path("items");
            found.forEach(items::add);
            cursor = found.isEmpty() ? "" : page.path("nextCursor").asText("");
        } while (!cursor.isEmpty() && items.size() < limit);
        return items.subList(0, Math.min(limit, items.size()));
    }

    /** A body of any size and kind, to be read and closed by the caller. No limit on how long it flows. */
    public InputStream open(Call call) {
        HttpRequest.Builder request = request(call).GET();
        HttpResponse<InputStream> response = exchange(call, request, BodyHandlers.ofInputStream());
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            String text = new String(body.readNBytes(64 * 1024), StandardCharsets.UTF_8);
            throw Problem.of(response.statusCode(), text, call.toString());
        } catch (IOException broken) {
            throw Problem.of(response.statusCode(), "", call.toString());
        }
    }

    private Answer answer(Call call, HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(call, request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() / 100 != 2) {
            throw Problem.of(response.statusCode(), response.body(), call.toString());
        }
        try {
            JsonNode body = response.body().isBlank() ? MissingNode.getInstance() : Json.parse(response.body());
            return new Answer(response.statusCode(), body);
        } catch (JsonProcessingException notJson) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "Expected JSON from " + response.uri() + ", but got something else; is that an Outrider server?");
        }
    }

    private HttpRequest.Builder json(Call call) {
        return request(call).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(Call call) {
        URI uri = call.under(connection.endpoints().serving(call.resource()));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(call.patience());
        if (!call.headers().containsKey("Accept")) {
            request.header("Accept", "application/json");
        }
        call.headers().forEach(request::header);
        if (!causationDepth.isBlank()) {
            request.header("Outrider-Causation-Depth", causationDepth);
        }
        if (!connection.token().isEmpty()) {
            request.header("Authorization", "Bearer " + connection.token());
        }
        return request;
    }

    private <T> HttpResponse<T> exchange(Call call, HttpRequest.Builder builder, BodyHandler<T> handler) {
        HttpRequest request = builder.build();
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            URI uri = request.uri();
            throw new NoAnswerException("Expected " + uri.getScheme() + "://" + uri.getAuthority() + " to answer for "
                    + call + ", but " + reason(e) + "; "
                    + connection.endpoints().remedy());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "Interrupted");
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.net.http.HttpTimeoutException timeout -> "it did not in time";
            case java.net.ConnectException refused -> "nothing listens there";
            default -> e.getMessage() == null ? "the connection broke" : "the connection failed: " + e.getMessage();
        };
    }
}
