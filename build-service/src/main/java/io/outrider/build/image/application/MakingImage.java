package io.outrider.build.image.application;

import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.image.domain.BuiltImage;
import io.outrider.build.image.domain.Dockerfile;
import io.outrider.build.image.domain.ImageSpec;
import io.outrider.build.image.domain.ImageSpecCheck;
import io.outrider.build.image.domain.ResolvedBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an image in two steps: everything is pinned first, so that it can be recorded; then it is built, brought into
 * form and published. Leaves nothing behind outside the work folder but the published image.
 */
@ApplicationScoped
public class MakingImage {
    /** Half a sha256 names an image well enough. */
    private static final int TAG_LENGTH = 32;

    private final BuilderChoice builders;
    private final ContentSource contents;
    private final ArchiveForm form;
    private final ImageRegistry registry;
    private final ImageShelf shelf;
    private final BuildSettings settings;

    MakingImage(
            BuilderChoice builders,
            ContentSource contents,
            ArchiveForm form,
            ImageRegistry registry,
            ImageShelf shelf,
            BuildSettings settings) {
        this.builders = builders;
        this.contents = contents;
        this.form = form;
        this.registry = registry;
        this.shelf = shelf;
        this.settings = settings;
    }

    /** Fetches the content, pins the base image and writes the Dockerfile. */
    public PlannedImage plan(ImageSpec spec, String source, String fingerprint, Path work, BuildLine log)
            throws InterruptedException {
        List<String> problems = ImageSpecCheck.problems(spec);
        if (!problems.isEmpty()) {
            throw BuildFailure.permanent(String.join("; ", problems));
        }
        ImageBuilder builder = builders.now();
        log.line("Builder: " + builder.name());
        Content content = contents.unpack(source, folder(work, "content"));
        log.line("Content: " + content.entries().size() + " entries");
        ResolvedBase base = builder.resolve(spec.base(), folder(work, "base"), log);
        return new PlannedImage(builder, spec, base, Dockerfile.of(spec, base), content, fingerprint, work);
    }

    /** Builds and publishes. */
    public BuiltImage make(PlannedImage plan, BuildLine log) throws InterruptedException {
        plan.dockerfile().lines().forEach(line -> log.line("| " + line));
        Path saved = plan.work().resolve("saved.tar");
        String name = plan.fingerprint()
                .substring(0, Math.min(TAG_LENGTH, plan.fingerprint().length()));
        String tag = "outrider.local/image:" + name;
        plan.builder()
                .build(
                        new ImageBuilder.Job(
                                plan.spec(),
                                plan.base(),
                                plan.dockerfile(),
                                plan.content(),
                                tag,
                                folder(plan.work(), "builder"),
                                saved),
                        log);
        ImageArchive archive = form.normalise(saved, tag, folder(plan.work(), "archive"));
        return publish(archive, name, log);
    }

    private BuiltImage publish(ImageArchive archive, String name, BuildLine log) throws InterruptedException {
        @Nullable String reference = registry.isConfigured() ? registry.push(archive, "image", name, log) : null;
        boolean keep = reference == null || settings.keepArchive();
        @Nullable String kept = keep ? shelf.keep(archive.file()) : null;
        log.line("Image: " + archive.digest());
        return new BuiltImage(archive.digest(), reference, kept, keep ? size(archive.file()) : 0);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to measure " + file + ", but " + e.getMessage(), e);
        }
    }

    private static Path folder(Path work, String name) {
        try {
            return Files.createDirectories(work.resolve(name));
        } catch (IOException e) {
            throw BuildFailure.passing("Expected to create a work folder, but " + e.getMessage(), e);
        }
    }
}
