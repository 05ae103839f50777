package io.outrider.stack.service;

import io.outrider.stack.infrastructure.StackDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The bearer tokens of the embedded stack: one for each role, made at the first start and kept. */
public record AccessTokens(Path file) {

    private static final List<String> ROLES = List.of("admin", "author", "operator", "publisher", "viewer");

    /** Writes {@code name:role:token} lines that only the owner can read, unless they are there. */
    public void create() throws IOException {
        if (!Files.exists(file)) {
            String lines = ROLES.stream()
                    .map(role -> role + ":" + role + ":" + StackDirectory.randomSecret() + "\n")
                    .collect(Collectors.joining());
            StackDirectory.writePrivately(file, lines);
        }
    }

    public String admin() throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[0].equals("admin")) {
                return parts[2];
            }
        }
        throw new IOException("Expected a token named admin in " + file + ", but there is none");
    }
}
