package io.outrider.build.image.outbound.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.outrider.build.configuration.BuildSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Clients of registries. Credentials: for the configured registry the configured ones, for others those of Docker's own
 * configuration file.
 */
@ApplicationScoped
public class RegistryClients {
    private static final Logger LOG = Logger.getLogger(RegistryClients.class);

    private final BuildSettings settings;

    public RegistryClients(BuildSettings settings) {
        this.settings = settings;
    }

    /** Opens a client for the repository of this reference. */
    RegistryClient client(ImageReference image) {
        FailoverHttpClient http = new FailoverHttpClient(
                settings.insecureRegistries(), settings.insecureRegistries(), event -> LOG.debug(event.getMessage()));
        RegistryClient.Factory factory =
                RegistryClient.factory(EventHandlers.NONE, image.getRegistry(), image.getRepository(), http);
        credential(image).ifPresent(factory::setCredential);
        return factory.setUserAgent("outrider-build-service").newRegistryClient();
    }

    /** Says whether there is something to authenticate with. */
    boolean hasCredential(ImageReference image) {
        return credential(image).isPresent();
    }

    /** Retrieves credentials the same way for the library's own pulls. */
    public CredentialRetriever retriever(ImageReference image) {
        return () -> credential(image);
    }

    private Optional<Credential> credential(ImageReference image) {
        boolean ours = settings.registry()
                .filter(registry -> registry.startsWith(image.getRegistry() + "/"))
                .isPresent();
        if (ours && settings.registryUser().isPresent()) {
            return Optional.of(Credential.from(
                    settings.registryUser().get(), settings.registryPassword().orElse("")));
        }
        try {
            return CredentialRetrieverFactory.forImage(image, event -> LOG.debug(event.getMessage()))
                    .dockerConfig()
                    .retrieve();
        } catch (CredentialRetrievalException e) {
            LOG.warnf("Expected to read credentials for %s, but %s", image.getRegistry(), e.getMessage());
            return Optional.empty();
        }
    }
}
