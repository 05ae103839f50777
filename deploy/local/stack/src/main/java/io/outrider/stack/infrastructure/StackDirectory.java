package io.outrider.stack.infrastructure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The folder that holds everything the stack keeps; only its owner can enter it.
 *
 * @param root absolute
 */
public record StackDirectory(Path root) {

    private static final int SECRET_BYTES = 24;

    private static final List<String> CONTENTS = List.of(
            "postgres",
            "postgres.draft",
            "postgres.password",
            "kafka",
            "artifacts",
            "tokens",
            "logs",
            "tmp",
            "agent",
            "template-service",
            "build-service",
            "scheduler-service",
            "gateway",
            "event-reactor");

    public StackDirectory {
        root = root.toAbsolutePath().normalize();
    }

    public void create() throws IOException {
        createPrivately(root);
        createPrivately(root.resolve("logs"));
    }

    /** Creates a folder that only its owner can enter, unless it is there. */
    public static void createPrivately(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    public Path log(String component) {
        return root.resolve("logs").resolve(component + ".log");
    }

    public Path artifacts() {
        return root.resolve("artifacts");
    }

    public Path tokens() {
        return root.resolve("tokens");
    }

    /** Returns the folder for what this service or agent keeps outside the database. */
    public Path service(String component) {
        return root.resolve(component);
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    /** Deletes what the stack keeps here and nothing else, so that a wrongly named folder is safe. */
    public void clear() throws IOException {
        for (String kept : CONTENTS) {
            DirectoryTree.delete(root.resolve(kept));
        }
    }

    /** Returns the secret in this file, made at the first call; only the owner can read it. */
    String secret(String fileName) throws IOException {
        Path file = root.resolve(fileName);
        if (!Files.exists(file)) {
            writePrivately(file, randomSecret());
        }
        return Files.readString(file).strip();
    }

    public static String randomSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Writes the whole file or nothing, readable by the owner only from its first moment. */
    public static void writePrivately(Path file, String text) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".draft", null, ownerOnly);
        Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
