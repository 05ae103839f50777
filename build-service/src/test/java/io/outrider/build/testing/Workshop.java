package io.outrider.build.testing;

import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.image.application.BuildLine;
import io.outrider.build.image.application.Content;
import io.outrider.build.image.application.ImageArchive;
import io.outrider.build.image.application.ImageBuilder;
import io.outrider.build.image.domain.Dockerfile;
import io.outrider.build.image.domain.ImageSpec;
import io.outrider.build.image.domain.ResolvedBase;
import io.outrider.build.image.outbound.archive.ArchivedBase;
import io.outrider.build.image.outbound.archive.DockerArchiveForm;
import io.outrider.build.image.outbound.docker.DockerBases;
import io.outrider.build.image.outbound.docker.DockerBuilder;
import io.outrider.build.image.outbound.docker.DockerEngine;
import io.outrider.build.image.outbound.folder.ArtifactContentSource;
import io.outrider.build.image.outbound.jib.DaemonlessBuilder;
import io.outrider.build.image.outbound.registry.BaseDigests;
import io.outrider.build.image.outbound.registry.RegistryClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Both builders put together by hand, with artifacts in memory. */
public final class Workshop {
    public final MemoryArtifacts artifacts = new MemoryArtifacts();
    public final List<String> log = new CopyOnWriteArrayList<>();
    private final BuildSettings settings;
    private final ArtifactContentSource contents;

    public Workshop(BuildSettings settings) {
        this.settings = settings;
        this.contents = new ArtifactContentSource(artifacts, settings);
    }

    public ImageBuilder daemonless() {
        RegistryClients clients = new RegistryClients(settings);
        return new DaemonlessBuilder(settings, contents, clients, new BaseDigests(clients), new ArchivedBase());
    }

    public ImageBuilder docker(DockerEngine engine) {
        return new DockerBuilder(engine, new DockerBases(engine, new ArchivedBase()), contents);
    }

    /** Builds from a tgz, all the way to the archive. */
    public ImageArchive build(ImageBuilder builder, ImageSpec spec, byte[] tgz, Path work)
            throws IOException, InterruptedException {
        BuildLine line = log::add;
        Content content = contents.unpack(artifacts.add(tgz), Files.createDirectories(work.resolve("content")));
        ResolvedBase base = builder.resolve(spec.base(), Files.createDirectories(work.resolve("base")), line);
        Path saved = work.resolve("saved.tar");
        String tag = "outrider.local/image:test" + Integer.toHexString(work.hashCode());
        builder.build(
                new ImageBuilder.Job(
                        spec,
                        base,
                        Dockerfile.of(spec, base),
                        content,
                        tag,
                        Files.createDirectories(work.resolve("builder")),
                        saved),
                line);
        return new DockerArchiveForm()
                .normalise(saved, "outrider.local/image:test", Files.createDirectories(work.resolve("archive")));
    }
}
