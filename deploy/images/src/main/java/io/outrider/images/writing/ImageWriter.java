package io.outrider.images.writing;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import io.outrider.images.catalogue.ImageKind;
import io.outrider.images.catalogue.ImagePlan;
import io.outrider.images.catalogue.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes planned images without a daemon. The same plan gives the same image: all times are fixed, files are sorted. */
public final class ImageWriter {

    private final Path cache;
    private final @Nullable String base;

    /**
     * @param cache where layers are kept from one time to the next
     * @param base a reference in a registry or {@code tar://FILE} to stand on; null for nothing below the plan's layers
     */
    public ImageWriter(Path cache, @Nullable String base) {
        this.cache = cache;
        this.base = base;
    }

    /**
     * Writes the image.
     *
     * @param reference full name and tag
     * @return the digest of its manifest, {@code sha256:…}
     */
    public String write(ImagePlan plan, String reference, ImageTarget target) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Containerizer to = to(ImageReference.parse(reference), target)
                    .setBaseImageLayersCache(cache.resolve("base"))
                    .setApplicationLayersCache(cache.resolve("layers"))
                    .setToolName("outrider-images")
                    .setExecutorService(threads);
            JibContainer image = builder(plan, target).containerize(to);
            return image.getDigest().toString();
        } catch (InvalidImageReferenceException e) {
            throw new IOException("Expected the name of an image, but got " + reference, e);
        } catch (ExecutionException | RegistryException | CacheDirectoryCreationException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new IOException("Expected to write " + reference + ", but " + cause.getMessage(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Containerizer to(ImageReference reference, ImageTarget target) {
        return switch (target) {
            case ImageTarget.Archive(Path file, boolean ignored) ->
                Containerizer.to(TarImage.at(file).named(reference));
            case ImageTarget.Registry(boolean insecure) ->
                Containerizer.to(registry(reference)).setAllowInsecureRegistries(insecure);
        };
    }

    private static RegistryImage registry(ImageReference reference) {
        return RegistryImage.named(reference)
                .addCredentialRetriever(CredentialRetrieverFactory.forImage(reference, event -> {})
                        .dockerConfig());
    }

    private JibContainerBuilder builder(ImagePlan plan, ImageTarget target) throws InvalidImageReferenceException {
        boolean oci = target instanceof ImageTarget.Archive(Path ignored, boolean layout) && layout;
        JibContainerBuilder builder = from().setFormat(oci ? ImageFormat.OCI : ImageFormat.Docker)
                .setFileEntriesLayers(
                        plan.layers().stream().map(ImageWriter::layer).toList())
                .setEntrypoint(plan.entrypoint())
                .setProgramArguments(plan.arguments())
                .setEnvironment(plan.environment())
                .setExposedPorts(plan.ports().stream().map(Port::tcp).collect(Collectors.toSet()))
                .setLabels(plan.labels())
                .setUser(ImageKind.USER + ":" + ImageKind.USER)
                .setWorkingDirectory(AbsoluteUnixPath.get("/"))
                .setCreationTime(Instant.EPOCH);
        return builder;
    }

    private JibContainerBuilder from() throws InvalidImageReferenceException {
        if (base == null) {
            return Jib.fromScratch().setPlatforms(Set.of(platform()));
        }
        return base.startsWith("tar://")
                ? Jib.from(base)
                : Jib.from(registry(ImageReference.parse(base))).setPlatforms(Set.of(platform()));
    }

    private static FileEntriesLayer layer(Layer layer) {
        FileEntriesLayer.Builder builder = FileEntriesLayer.builder().setName(layer.name());
        for (Layer.Entry entry : layer.entries()) {
            builder.addEntry(
                    entry.source(),
                    AbsoluteUnixPath.get(entry.path()),
                    FilePermissions.fromOctalString(entry.mode()),
                    Instant.EPOCH,
                    entry.owner());
        }
        return builder.build();
    }

    private static Platform platform() {
        String arch = System.getProperty("os.arch");
        return new Platform(
                switch (arch) {
                    case "x86_64", "amd64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> arch;
                },
                "linux");
    }
}
