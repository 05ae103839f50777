package io.outrider.reactor.webhook.outbound.secrets;

import io.outrider.reactor.webhook.domain.SecretReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Looks secrets up where they stand, anew each time, so that a changed one is in force at once. What it says never holds a secret.
 */
@ApplicationScoped
public class Secrets {

    /** Bytes of a file. */
    private static final long MAX_SIZE = 4_096;

    /** As for the tokens of users: shorter ones can be guessed. */
    private static final int MIN_LENGTH = 16;

    private final Optional<Path> folder;

    Secrets(@ConfigProperty(name = "outrider.webhooks.secrets-dir") Optional<Path> folder) {
        this.folder = folder;
    }

    /**
     * What was found.
     *
     * @param secrets one for each line, so that an old and a new one can be right at the same time; empty when there is a problem
     * @param problem for whoever can mend it; null: none
     */
    public record Found(List<String> secrets, @Nullable String problem) {}

    /** Returns the secrets that the reference stands for. */
    public Found find(SecretReference reference) {
        return switch (reference.place()) {
            case FILE -> file(reference.name());
            case ENVIRONMENT ->
                checked(System.getenv(reference.name()), "the environment variable " + reference.name());
        };
    }

    private Found file(String name) {
        if (folder.isEmpty()) {
            return problem("Expected a folder of secrets, but outrider.webhooks.secrets-dir is not configured");
        }
        Path file = folder.get().resolve(name);
        try {
            if (!Files.isRegularFile(file)) {
                return problem("Expected a file " + name + " in the folder of secrets, but there is none");
            }
            if (Files.size(file) > MAX_SIZE) {
                return problem("Expected a secret of at most " + MAX_SIZE + " bytes in " + name + ", but it is larger");
            }
            return checked(Files.readString(file), "the file " + name);
        } catch (IOException e) {
            return problem("Expected to read " + name + " in the folder of secrets, but it cannot be read as text");
        }
    }

    private static Found checked(@Nullable String text, String where) {
        List<String> secrets = text == null
                ? List.of()
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
        if (secrets.isEmpty()) {
            return problem("Expected a secret in " + where + ", but there is none");
        }
        if (secrets.stream().anyMatch(secret -> secret.length() < MIN_LENGTH)) {
            return problem(
                    "Expected a secret of at least " + MIN_LENGTH + " characters in " + where + ", but it is shorter");
        }
        return new Found(secrets, null);
    }

    private static Found problem(String message) {
        return new Found(List.of(), message);
    }
}
