package io.outrider.stack.supervisor;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.outrider.stack.infrastructure.StackDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The supervisor's notes in the data folder: read by {@code status} and {@code down}, and after a crash. */
public final class StatusFile {

    /** Questions such as {@code isAlive} are not part of the notes. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    private final Path file;

    public StatusFile(StackDirectory directory) {
        this.file = directory.root().resolve("supervisor.json");
    }

    /** Replaces the notes as a whole; a reader sees the old or the new ones. */
    void write(StackStatus status) throws IOException {
        StackDirectory.writePrivately(
                file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(status));
    }

    public Optional<StackStatus> read() throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), StackStatus.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
