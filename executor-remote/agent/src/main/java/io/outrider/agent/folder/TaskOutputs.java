package io.outrider.agent.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.protocol.ProtocolJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads back what a task left below {@code out}; the task's files are not trusted. */
public final class TaskOutputs {

    private static final long MAX_OUTPUTS_BYTES = 1024 * 1024;
    private static final int MAX_ARTIFACTS = 1_000;

    private TaskOutputs() {}

    /** A task's files break the contract; the message is the reason of its failure. */
    public static final class BrokenContract extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenContract(String message) {
            super(message);
        }
    }

    /** Returns outputs.json as text, if the task wrote it. */
    public static Optional<String> outputs(TaskFolder folder) throws BrokenContract, IOException {
        Path file = folder.outputs();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BrokenContract("Expected outputs.json to be a file, but it is none");
        }
        long size = Files.size(file);
        if (size > MAX_OUTPUTS_BYTES) {
            throw new BrokenContract("Expected outputs.json to be at most 1 MiB, but it is " + size
                    + " bytes; leave large files as artifacts");
        }
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (!ProtocolJson.mapper().readTree(text).isObject()) {
                throw new BrokenContract("Expected outputs.json to be a JSON object, but it is something else");
            }
            return Optional.of(text);
        } catch (CharacterCodingException e) {
            throw new BrokenContract("Expected outputs.json to be UTF-8, but it is not");
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new BrokenContract("Expected outputs.json to be JSON, but " + e.getOriginalMessage() + where);
        }
    }

    /** Returns the files below artifacts, links not followed. */
    public static List<Path> artifacts(TaskFolder folder) throws BrokenContract, IOException {
        if (!Files.isDirectory(folder.artifacts(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.artifacts())) {
            List<Path> found = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .limit(MAX_ARTIFACTS + 1L)
                    .sorted()
                    .toList();
            if (found.size() > MAX_ARTIFACTS) {
                throw new BrokenContract("Expected at most " + MAX_ARTIFACTS
                        + " artifacts, but the task left more; pack them into an archive");
            }
            return found;
        }
    }
}
