package io.outrider.agent.image;

import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.image.BlobSource.BlobMissingException;
import io.outrider.agent.runtime.TaskRuntime.CannotStartException;
import io.outrider.protocol.ImageRef;
import io.outrider.protocol.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The files that a template brings along, from the cache. */
public final class Content {

    private final ImageCache cache;
    private final Copies copies;
    private final Map<TaskFolder, List<Lent>> lent = new ConcurrentHashMap<>();

    private record Lent(Path source, Path copy) {}

    public Content(ImageCache cache, Copies copies) {
        this.cache = cache;
        this.copies = copies;
    }

    /**
     * A copy for one task.
     *
     * @param root made only if there is something to copy
     * @param env variables of the image
     */
    public record Copied(Path root, Map<String, String> env) {}

    /** Copies image and ad-hoc content into a task's folder, where the task may change them. */
    public Copied copyFor(TaskSpec spec, TaskFolder folder)
            throws CannotStartException, IOException, InterruptedException {
        Path root = folder.work();
        Optional<UnpackedImage> image = image(spec);
        if (image.isPresent()) {
            lend(folder, image.get().root(), root);
        }
        Optional<Path> adHoc = adHoc(spec);
        if (adHoc.isPresent()) {
            Path copy = folder.disk().resolve("content");
            lend(folder, adHoc.get(), copy);
            Files.createSymbolicLink(folder.in().resolve("content"), copy);
        }
        return new Copied(root, image.map(UnpackedImage::env).orElse(Map.of()));
    }

    private void lend(TaskFolder folder, Path source, Path copy) throws IOException {
        copies.make(source, copy);
        lent.computeIfAbsent(folder, none -> new CopyOnWriteArrayList<>()).add(new Lent(source, copy));
    }

    /** Takes back the copies that an ended task has left as they were. */
    public void reclaim(TaskFolder folder) throws IOException {
        List<Lent> back = lent.remove(folder);
        if (back != null) {
            for (Lent one : back) {
                copies.reclaim(one.source(), one.copy());
            }
        }
    }

    /** Returns the unpacked image, if the task has one. */
    public Optional<UnpackedImage> image(TaskSpec spec) throws CannotStartException, IOException, InterruptedException {
        ImageRef image = spec.image();
        if (image == null) {
            return Optional.empty();
        }
        if (image.archive() == null) {
            throw new CannotStartException("Expected the image as an archive of the gateway, but there is only "
                    + image.reference() + "; a node without Docker cannot pull it");
        }
        try {
            return Optional.of(cache.image(image.archive()));
        } catch (BlobMissingException e) {
            throw new CannotStartException(e.getMessage(), e);
        }
    }

    /** Returns the folder with an ad-hoc template's files, if the task has one; it is shared and read-only. */
    public Optional<Path> adHoc(TaskSpec spec) throws CannotStartException, IOException, InterruptedException {
        if (spec.contentArchive() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(cache.content(spec.contentArchive()));
        } catch (BlobMissingException e) {
            throw new CannotStartException(e.getMessage(), e);
        }
    }
}
