package io.outrider.build.image.outbound.registry;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.image.json.V22ManifestTemplate;
import com.google.cloud.tools.jib.registry.RegistryClient;
import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.BuildLine;
import io.outrider.build.image.application.ImageArchive;
import io.outrider.build.image.application.ImageRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * Pushes configuration and layers as they are, so that the image id stays what it was when it was built. Blobs that the
 * registry has are not sent again; pushing twice is harmless.
 */
@ApplicationScoped
public class PushingRegistry implements ImageRegistry {
    private final BuildSettings settings;
    private final RegistryClients clients;

    public PushingRegistry(BuildSettings settings, RegistryClients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    @Override
    public boolean isConfigured() {
        return settings.registry().filter(text -> !text.isBlank()).isPresent();
    }

    @Override
    public String push(ImageArchive image, String repository, String tag, BuildLine log) throws InterruptedException {
        String name = settings.registry().orElseThrow().replaceAll("/+$", "") + "/" + repository;
        try {
            ImageReference target = ImageReference.parse(name);
            RegistryClient client = clients.client(target);
            log.line("Pushing to " + target);
            try {
                return name + "@" + pushAll(client, image, tag);
            } catch (RegistryUnauthorizedException e) {
                if (!client.doPushBearerAuth() && clients.hasCredential(target)) {
                    client.configureBasicAuth();
                }
                return name + "@" + pushAll(client, image, tag);
            }
        } catch (InvalidImageReferenceException e) {
            throw BuildFailure.permanent(
                    "Expected outrider.build.registry to be host[:port]/prefix, but it is "
                            + settings.registry().get(),
                    e);
        } catch (IOException | RegistryException e) {
            throw BuildFailure.passing("Expected to push to " + name + ", but " + e.getMessage(), e);
        }
    }

    private static DescriptorDigest pushAll(RegistryClient client, ImageArchive image, String tag)
            throws IOException, RegistryException, InterruptedException {
        V22ManifestTemplate manifest = new V22ManifestTemplate();
        for (ImageArchive.Layer layer : image.layers()) {
            Path zipped = layer.file().resolveSibling(layer.file().getFileName() + ".gz");
            DescriptorDigest digest = digest("sha256:" + zip(layer.file(), zipped));
            push(client, digest, zipped);
            manifest.addLayer(Files.size(zipped), digest);
        }
        DescriptorDigest config = digest(image.digest());
        push(client, config, image.config());
        manifest.setContainerConfiguration(Files.size(image.config()), config);
        return client.pushManifest(manifest, tag);
    }

    /** Registries carry layers compressed; returns the sha256 (hex) of the file that was written. */
    private static String zip(Path layer, Path zipped) throws IOException {
        try (DigestOutputStream digested = new DigestOutputStream(Files.newOutputStream(zipped), sha256());
                GZIPOutputStream out = new GZIPOutputStream(digested, 64 * 1024)) {
            Files.copy(layer, out);
            out.finish();
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java platform to have SHA-256, but this one has not", e);
        }
    }

    private static void push(RegistryClient client, DescriptorDigest digest, Path file)
            throws IOException, RegistryException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Expected to push the image, but the build was stopped");
        }
        if (client.checkBlob(digest).isEmpty()) {
            client.pushBlob(digest, Blobs.from(file), null, bytes -> {});
        }
    }

    private static DescriptorDigest digest(String text) {
        try {
            return DescriptorDigest.fromDigest(text);
        } catch (DigestException e) {
            throw new IllegalStateException("Expected a digest, but it is " + text, e);
        }
    }
}
