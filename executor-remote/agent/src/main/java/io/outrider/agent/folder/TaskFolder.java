package io.outrider.agent.folder;

import io.outrider.protocol.ProtocolJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The private folder of one task: what may hold secrets in memory, the rest on disk.
 *
 * @param disk log, exit code, outputs, state: survives the agent, and the machine where it can
 * @param memory offer, parameters, start script: gone when the machine stops
 */
public record TaskFolder(Path disk, Path memory) {

    /** Makes the part in memory and keeps the work there, so that a restarted agent knows what it took. */
    public void keep(Work work) throws IOException {
        if (!Files.isDirectory(memory)) {
            PrivateFiles.folder(memory);
        }
        Files.deleteIfExists(workFile());
        PrivateFiles.writeVolatile(workFile(), ProtocolJson.write(work));
    }

    /** Returns the work that was kept; empty if the machine has been restarted since. */
    public Optional<Work> kept() throws IOException {
        try {
            return Optional.of(ProtocolJson.read(Files.readAllBytes(workFile()), Work.class));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Makes the folders that a task finds, unless they are there. */
    public void create() throws IOException {
        if (Files.isDirectory(in())) {
            return;
        }
        PrivateFiles.folder(disk);
        PrivateFiles.folder(artifacts());
        PrivateFiles.folder(state());
        PrivateFiles.folder(in());
    }

    /** Removes both parts. */
    public void remove() throws IOException {
        PrivateFiles.remove(memory);
        PrivateFiles.remove(disk);
    }

    /** Empties the log for good: what still writes to it writes to a file that has no name any more. */
    public void hideLog() throws IOException {
        if (Files.exists(log())) {
            PrivateFiles.write(log(), "");
        }
    }

    public Path in() {
        return memory.resolve("in");
    }

    public Path out() {
        return disk.resolve("out");
    }

    public Path outputs() {
        return out().resolve("outputs.json");
    }

    public Path artifacts() {
        return out().resolve("artifacts");
    }

    public Path state() {
        return disk.resolve("state");
    }

    /** The working folder of a plain process: a copy of the image's content. */
    public Path work() {
        return disk.resolve("work");
    }

    /** Stdout and stderr as they came; the process itself writes it. On {@code host} and such, whoever creates it owns the start. */
    public Path log() {
        return disk.resolve("log");
    }

    /** {@code /proc/self/stat} of the process, written by itself right before the command; empty before. Of Docker, the container. */
    public Path pid() {
        return disk.resolve("pid");
    }

    /** The exit code and a line feed; without the line feed it is not written to its end. Empty or missing before. */
    public Path exit() {
        return disk.resolve("exit");
    }

    /** The start script. */
    public Path script() {
        return memory.resolve("run");
    }

    private Path workFile() {
        return memory.resolve("work.json");
    }
}
