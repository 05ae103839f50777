package io.outrider.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A one-command stack of its own in a temporary folder, started and stopped as a user would. */
final class Stack implements AutoCloseable {

    private final Path root;
    private final Path data;
    private final Duration startedIn;
    private final JsonNode connection;
    private final Thread whenInterrupted = new Thread(this::downAndForget, "down");

    private Stack(Path root, Path data, Duration startedIn, JsonNode connection) {
        this.root = root;
        this.data = data;
        this.startedIn = startedIn;
        this.connection = connection;
        Runtime.getRuntime().addShutdownHook(whenInterrupted);
    }

    /** Ctrl-C leaves nothing running; nobody is left to hear of a failure. */
    private void downAndForget() {
        try {
            run(root, data, "down");
        } catch (IOException | InterruptedException | IllegalStateException e) {
            System.err.println("outrider bench: Expected to stop the stack in " + data + ", but " + e.getMessage());
        }
    }

    static Stack start() throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("outrider.root", "")).toAbsolutePath();
        Path data = Files.createTempDirectory("outrider-bench");
        long begin = System.nanoTime();
        run(root, data, "up", "--detach");
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Stack(
                root,
                data,
                took,
                new ObjectMapper().readTree(data.resolve("stack.json").toFile()));
    }

    /** The folder of the checkout. */
    Path root() {
        return root;
    }

    /** The folder of this stack's data. */
    Path data() {
        return data;
    }

    /** From the command to all components ready. */
    Duration startedIn() {
        return startedIn;
    }

    String url(String service) {
        return connection.path("services").path(service).asText();
    }

    String kafka() {
        return connection.path("kafka").asText();
    }

    String agentEndpoint() {
        return connection.path("agentEndpoint").asText();
    }

    Api api() {
        return new Api(this, connection.path("token").asText());
    }

    /** What {@code outrider status} says, as JSON. */
    JsonNode status() throws IOException, InterruptedException {
        return new ObjectMapper().readTree(run(root, data, "status", "--output", "json"));
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(whenInterrupted);
        try {
            run(root, data, "down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while stopping the stack in " + data);
        }
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private static byte[] run(Path root, Path data, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("outrider").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OUTRIDER_DATA", data.toString());
        builder.environment().put("OUTRIDER_BUILD", "never");
        Path output = Files.createTempFile("outrider-bench", ".out");
        try {
            // A file, not a pipe: what a detached stack inherits would keep a pipe open.
            int exit = builder.redirectOutput(output.toFile()).start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("Expected " + command + " to exit with 0, but it was " + exit);
            }
            return Files.readAllBytes(output);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
