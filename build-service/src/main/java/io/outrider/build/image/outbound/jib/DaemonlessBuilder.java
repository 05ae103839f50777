package io.outrider.build.image.outbound.jib;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.BuildLine;
import io.outrider.build.image.application.Content;
import io.outrider.build.image.application.ContentSource;
import io.outrider.build.image.application.ImageBuilder;
import io.outrider.build.image.domain.BaseImage;
import io.outrider.build.image.domain.ImageSpec;
import io.outrider.build.image.domain.ResolvedBase;
import io.outrider.build.image.outbound.archive.ArchivedBase;
import io.outrider.build.image.outbound.registry.BaseDigests;
import io.outrider.build.image.outbound.registry.RegistryClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes the image that the Dockerfile describes with a library, without a daemon. The same input gives the same image:
 * all times are fixed, files are sorted.
 */
@ApplicationScoped
public class DaemonlessBuilder implements ImageBuilder {
    private static final String ARCHIVED_BASE = "base.tar";

    private final BuildSettings settings;
    private final ContentSource contents;
    private final RegistryClients clients;
    private final BaseDigests digests;
    private final ArchivedBase archives;

    public DaemonlessBuilder(
            BuildSettings settings,
            ContentSource contents,
            RegistryClients clients,
            BaseDigests digests,
            ArchivedBase archives) {
        this.settings = settings;
        this.contents = contents;
        this.clients = clients;
        this.digests = digests;
        this.archives = archives;
    }

    @Override
    public String name() {
        return "daemonless";
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public ResolvedBase resolve(BaseImage base, Path work, BuildLine log) {
        return switch (base) {
            case BaseImage.Scratch ignored -> ResolvedBase.SCRATCH;
            case BaseImage.Referenced(String reference) -> digests.resolve(reference);
            case BaseImage.Archived(String sha256) -> {
                Path file = work.resolve(ARCHIVED_BASE);
                contents.copy(sha256, file);
                String digest = archives.digest(file);
                yield new ResolvedBase(digest, digest);
            }
        };
    }

    @Override
    public void build(Job job, BuildLine log) throws InterruptedException {
        // Closing waits for the library's threads; an interrupt reaches them through shutdownNow.
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Containerizer target = Containerizer.to(TarImage.at(job.archive()).named(job.tag()))
                    .setBaseImageLayersCache(job.work().resolve("base-cache"))
                    .setApplicationLayersCache(job.work().resolve("layer-cache"))
                    .setAllowInsecureRegistries(settings.insecureRegistries())
                    .setToolName("outrider-build-service")
                    .setExecutorService(threads)
                    .addEventHandler(LogEvent.class, event -> log(event, log));
            plan(job).containerize(target);
        } catch (ExecutionException | IOException | RegistryException | CacheDirectoryCreationException e) {
            throw BuildFailure.passing("Expected to build the image, but " + reason(e), e);
        } catch (InvalidImageReferenceException e) {
            throw BuildFailure.permanent("Expected to build the image, but " + e.getMessage(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private JibContainerBuilder plan(Job job) throws InvalidImageReferenceException {
        ImageSpec spec = job.spec();
        JibContainerBuilder builder = from(job)
                .setFileEntriesLayers(List.of(layer(spec.contentPath(), job.content())))
                .setWorkingDirectory(AbsoluteUnixPath.get(spec.contentPath()))
                .setEntrypoint(spec.entrypoint())
                .setLabels(spec.labels())
                .setCreationTime(Instant.EPOCH);
        if (spec.user() != null) {
            builder.setUser(spec.user());
        }
        return builder;
    }

    private JibContainerBuilder from(Job job) throws InvalidImageReferenceException {
        return switch (job.spec().base()) {
            case BaseImage.Scratch ignored -> Jib.fromScratch().setPlatforms(Set.of(platform()));
            case BaseImage.Referenced ignored -> {
                ImageReference pinned = ImageReference.parse(job.base().from());
                yield Jib.from(RegistryImage.named(pinned).addCredentialRetriever(clients.retriever(pinned)))
                        .setPlatforms(Set.of(platform()));
            }
            case BaseImage.Archived ignored ->
                Jib.from(TarImage.at(job.work().resolveSibling("base").resolve(ARCHIVED_BASE)));
        };
    }

    private static FileEntriesLayer layer(String contentPath, Content content) {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("content");
        AbsoluteUnixPath root = AbsoluteUnixPath.get(contentPath);
        if (!contentPath.equals("/")) {
            layer.addEntry(content.root(), root, FilePermissions.DEFAULT_FOLDER_PERMISSIONS, Instant.EPOCH);
        }
        for (Content.Entry entry : content.entries()) {
            layer.addEntry(
                    content.root().resolve(entry.path()),
                    root.resolve(entry.path()),
                    FilePermissions.fromOctalString(Integer.toOctalString(entry.mode())),
                    Instant.EPOCH);
        }
        return layer.build();
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

    private static void log(LogEvent event, BuildLine log) {
        switch (event.getLevel()) {
            case ERROR, WARN, LIFECYCLE, INFO -> log.line(event.getMessage());
            case PROGRESS, DEBUG -> {}
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
