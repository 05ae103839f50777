package io.outrider.build.image.application;

import io.outrider.build.image.domain.BaseImage;
import io.outrider.build.image.domain.ImageSpec;
import io.outrider.build.image.domain.ResolvedBase;
import java.nio.file.Path;

/**
 * Port: makes images. An interrupt of the calling thread ends the work soon, with InterruptedException; what fails for
 * another reason throws {@link BuildFailure}.
 */
public interface ImageBuilder {

    /** What makes an image, in one word. */
    String name();

    /** Says whether it could build now; may block for two seconds at most. */
    boolean isAvailable();

    /** Pins the base image. */
    ResolvedBase resolve(BaseImage base, Path work, BuildLine log) throws InterruptedException;

    /** Builds, and saves the image as a docker-archive tar. */
    void build(Job job, BuildLine log) throws InterruptedException;

    /**
     * What to build.
     *
     * @param dockerfile says the same as spec and base
     * @param tag name of the image inside the archive
     * @param work private folder for anything in between
     * @param archive the file to write
     */
    record Job(
            ImageSpec spec,
            ResolvedBase base,
            String dockerfile,
            Content content,
            String tag,
            Path work,
            Path archive) {}
}
