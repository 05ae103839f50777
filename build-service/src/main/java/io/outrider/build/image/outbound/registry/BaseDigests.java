package io.outrider.build.image.outbound.registry;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.registry.RegistryClient;
import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.domain.ResolvedBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Asks a registry which manifest a tag stands for now. */
@ApplicationScoped
public class BaseDigests {
    private final RegistryClients clients;

    public BaseDigests(RegistryClients clients) {
        this.clients = clients;
    }

    /** Pins a reference; one that has a digest already needs no registry. */
    public ResolvedBase resolve(String reference) {
        ImageReference image = parse(reference);
        String digest = image.getDigest().orElseGet(() -> ask(image));
        return new ResolvedBase(
                ImageReference.of(image.getRegistry(), image.getRepository(), null, digest)
                        .toString(),
                digest);
    }

    private String ask(ImageReference image) {
        try {
            RegistryClient client = clients.client(image);
            String tag = image.getTag().orElse("latest");
            try {
                return client.pullManifest(tag).getDigest().toString();
            } catch (RegistryUnauthorizedException e) {
                // Even public repositories want a token, which anonymous callers get as well.
                if (!client.doPullBearerAuth() && clients.hasCredential(image)) {
                    client.configureBasicAuth();
                }
                return client.pullManifest(tag).getDigest().toString();
            }
        } catch (IOException | RegistryException e) {
            throw BuildFailure.passing("Expected to find base image " + image + ", but " + e.getMessage(), e);
        }
    }

    private static ImageReference parse(String reference) {
        try {
            return ImageReference.parse(reference);
        } catch (InvalidImageReferenceException e) {
            throw BuildFailure.permanent("Expected an image reference, but it is " + reference, e);
        }
    }
}
