package io.outrider.stack.supervisor;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.stack.infrastructure.StackDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * {@code stack.json}: how a client reaches the running stack. It exists from the moment everything is ready until the
 * stack goes down, and only its owner can read it.
 */
public final class ConnectionFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public ConnectionFile(StackDirectory directory) {
        this.file = directory.root().resolve("stack.json");
    }

    /**
     * What a client needs to know.
     *
     * @param services the base address of each service's REST API
     * @param agentEndpoint where agents connect
     * @param node the name of the local agent's node
     * @param token of the administrator
     * @param kafka the bootstrap servers
     * @param registry the base address of the schema registry's API
     */
    public record Connection(
            long pid,
            String startedAt,
            Map<String, String> services,
            String agentEndpoint,
            String node,
            String token,
            String kafka,
            String registry,
            String dataDir) {

        /** Leaves the token out. */
        @Override
        public String toString() {
            return "Connection[pid=" + pid + ", services=" + services + ", node=" + node + "]";
        }
    }

    void write(Connection connection) throws IOException {
        StackDirectory.writePrivately(
                file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(connection));
    }

    public Optional<Connection> read() throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), Connection.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
