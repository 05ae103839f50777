package io.outrider.rest.auth;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The tokens of {@code outrider.auth.tokens-file}, read once at start; a wrong file stops the start with the reason. */
@ApplicationScoped
class StaticTokens {
    private static final Logger LOG = Logger.getLogger(StaticTokens.class);

    private final Optional<Path> file;
    private final boolean oidc;
    private volatile List<StaticToken> tokens = List.of();

    StaticTokens(
            @ConfigProperty(name = "outrider.auth.tokens-file") Optional<Path> file,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean oidc) {
        this.file = file;
        this.oidc = oidc;
    }

    void start(@Observes StartupEvent event) {
        if (file.isPresent()) {
            tokens = read(file.get());
        } else if (!oidc) {
            LOG.warn(
                    "Expected outrider.auth.tokens-file or quarkus.oidc.* to be set, but neither is: nobody can log in");
        }
    }

    /** Returns whom the token belongs to, having compared it with every one. */
    Optional<StaticToken> owner(String token) {
        byte[] hash = StaticToken.hash(token);
        StaticToken found = null;
        for (StaticToken candidate : tokens) {
            if (candidate.hasHash(hash)) {
                found = candidate;
            }
        }
        return Optional.ofNullable(found);
    }

    private static List<StaticToken> read(Path path) {
        try {
            return TokensFile.parse(Files.readAllLines(path));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Expected to read the file of outrider.auth.tokens-file, but could not: " + path, e);
        }
    }
}
