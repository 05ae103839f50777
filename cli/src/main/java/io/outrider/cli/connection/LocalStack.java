package io.outrider.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.output.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code stack.json} in the data folder says of the running local stack. The file is written when the stack is
 * ready and removed when it stops; one left by a stack that was killed counts as absent.
 *
 * @param agentEndpoint where agents connect, empty if unknown
 */
public record LocalStack(long pid, Map<String, URI> services, String token, String agentEndpoint, String node) {

    public static Path file(Path dataFolder) {
        return dataFolder.resolve("stack.json");
    }

    public static Optional<LocalStack> running(Path dataFolder) {
        Path file = file(dataFolder);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(read(file)).filter(LocalStack::alive);
    }

    private static LocalStack read(Path file) {
        try {
            JsonNode json = Json.parse(Files.readString(file));
            Map<String, URI> services = new TreeMap<>();
            json.path("services")
                    .properties()
                    .forEach(service -> services.put(
                            service.getKey(), URI.create(service.getValue().asText())));
            return new LocalStack(
                    json.path("pid").asLong(),
                    services,
                    json.path("token").asText(""),
                    json.path("agentEndpoint").asText(""),
                    json.path("node").asText(""));
        } catch (JsonProcessingException | IllegalArgumentException broken) {
            throw unreadable(file, "is not the JSON that outrider up writes; remove it and run outrider up");
        } catch (IOException e) {
            throw unreadable(file, "cannot be read; run as the user who started the stack");
        }
    }

    private static CommandException unreadable(Path file, String problem) {
        return new CommandException(ExitCode.UNREACHABLE, "Expected to read " + file + ", but it " + problem);
    }

    private boolean alive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
