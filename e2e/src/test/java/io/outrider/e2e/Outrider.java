package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Outrider as a user meets it: the {@code ./outrider} command and the REST resources of one local stack. */
final class Outrider {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(8);

    /** Of the stack's parts: a story is over before the full compiler, a third of all CPU at first, has paid. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path root = Path.of(System.getProperty("outrider.root"));
    private final Path data;
    private final Map<String, String> environment;
    private final Map<String, String> headers;
    private final Map<String, URI> elsewhere;

    Outrider(Path data) {
        this(data, Map.of());
    }

    /** A stack whose parts see more variables than those of this process. */
    Outrider(Path data, Map<String, String> environment) {
        this(data, environment, Map.of(), Map.of());
    }

    private Outrider(
            Path data, Map<String, String> environment, Map<String, String> headers, Map<String, URI> elsewhere) {
        this.data = data;
        this.environment = environment;
        this.headers = headers;
        this.elsewhere = elsewhere;
    }

    /** The same stack, with a header in every request. */
    Outrider with(String header, String value) {
        return new Outrider(data, environment, Map.of(header, value), elsewhere);
    }

    /** The same stack, some of whose services are asked through others of their processes. */
    Outrider through(Map<String, URI> replicas) {
        return new Outrider(data, environment, headers, replicas);
    }

    /** How a command ended. */
    record Result(int exitCode, String output, String errors) {

        JsonNode json() {
            try {
                return JSON.readTree(output);
            } catch (IOException e) {
                throw new UncheckedIOException("Expected JSON, but: " + output, e);
            }
        }

        /** This result, when the command succeeded. */
        Result ok() {
            if (exitCode != 0) {
                throw new AssertionError("Expected exit code 0, but " + exitCode + ": " + errors + output);
            }
            return this;
        }
    }

    /** Runs {@code ./outrider} with the arguments, never building anything. */
    Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("outrider").toString()));
        command.addAll(List.of(arguments));
        try {
            // Files, not pipes: what a detached stack inherits would keep a pipe open.
            Path output = Files.createTempFile("outrider-e2e", ".out");
            Path errors = Files.createTempFile("outrider-e2e", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("OUTRIDER_DATA", data.toString());
            builder.environment().put("OUTRIDER_BUILD", "never");
            if (arguments[0].equals("up")) {
                builder.environment().put("JDK_JAVA_OPTIONS", QUICK_COMPILER);
            }
            Process process = builder.start();
            if (!process.waitFor(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Expected " + command + " to end within " + LONGEST_COMMAND
                        + ", but it did not: " + Files.readString(errors) + Files.readString(output));
            }
            Result result = new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
            Files.delete(output);
            Files.delete(errors);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while running " + command, e);
        }
    }

    JsonNode get(String service, String path) {
        return send(service, path, "GET", "");
    }

    JsonNode post(String service, String path, String json) {
        return send(service, path, "POST", json);
    }

    /** Returns when all of these jobs have succeeded; fails when one has failed, or after two minutes. */
    void awaitSuccess(List<String> jobs) {
        Map<String, String> unfinished = new HashMap<>();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    unfinished.clear();
                    jobs.forEach(job -> unfinished.put(job, state(job)));
                    unfinished.values().removeIf("SUCCEEDED"::equals);
                    return unfinished.isEmpty()
                            || unfinished.values().stream().anyMatch(state -> state.startsWith("FAILED"));
                });
        assertThat(unfinished).isEmpty();
    }

    private String state(String job) {
        JsonNode found = get("scheduler-service", "/jobs/" + job);
        String status = found.path("status").asText();
        return status.equals("FAILED") ? "FAILED " + found : status;
    }

    /** The address of a service. */
    String url(String service) {
        URI replica = elsewhere.get(service);
        return replica == null ? connection().path("services").path(service).asText() : replica.toString();
    }

    /** The port at which agents reach its gateway. */
    int agentsPort() {
        return URI.create(connection().path("agentEndpoint").asText()).getPort();
    }

    /** The token of an administrator. */
    String token() {
        return connection().path("token").asText();
    }

    /** The bootstrap servers of its Kafka. */
    String kafka() {
        return connection().path("kafka").asText();
    }

    /** The address of its schema registry. */
    String registry() {
        return connection().path("registry").asText();
    }

    /** Where its services keep files. */
    Path artifacts() {
        return data.resolve("artifacts");
    }

    /** Where its reactor finds the secrets of webhooks. */
    Path webhookSecrets() {
        return data.resolve("event-reactor").resolve("webhook-secrets");
    }

    private JsonNode connection() {
        try {
            return JSON.readTree(data.resolve("stack.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode send(String service, String path, String method, String body) {
        try {
            URI uri = URI.create(url(service) + "/api/v1" + path);
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + token())
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::header);
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= 300) {
                throw new IOException(
                        method + " " + uri + " answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted in " + method + " " + path, e);
        }
    }

    /** The process of a component, as {@code outrider status} shows it. */
    long pid(String component) {
        return component(component).path("pid").asLong();
    }

    /** Where a component listens that has one port of its own name. */
    int port(String component) {
        return component(component).path("ports").path(component).asInt();
    }

    private JsonNode component(String name) {
        for (JsonNode node : run("status", "--output", "json").ok().json().path("components")) {
            if (node.path("name").asText().equals(name)) {
                return node;
            }
        }
        throw new AssertionError("Expected a component " + name + " in the status, but there is none");
    }

    /** Ends a component as a power cut would. */
    void kill9(String component) {
        long pid = pid(component);
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(
                        () -> new AssertionError("Expected " + component + " to run as " + pid + ", but it does not"));
        process.destroyForcibly();
        process.onExit().join();
    }
}
