package io.outrider.template.version.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a version stands. */
public sealed interface VersionState {

    /**
     * Its image is being built.
     *
     * @param heardAt when the version was published or its build last said something
     */
    record Building(String buildId, Instant heardAt) implements VersionState {}

    /** It can run. */
    record Ready(Payload payload) implements VersionState {}

    /**
     * It cannot run.
     *
     * @param buildId the build that failed
     * @param overdue nobody said that it failed; it only went silent
     */
    record Failed(String buildId, String reason, boolean overdue) implements VersionState {}

    /** What is run. */
    sealed interface Payload {}

    /**
     * A built image; at least one of reference and archive is there.
     *
     * @param digest sha256:hex of the image's configuration
     */
    record Image(
            String digest,
            @Nullable String reference,
            @Nullable String archive,
            long archiveSize) implements Payload {}

    /**
     * Files mounted into the type's own container.
     *
     * @param archive sha256 (hex) of the content's tgz
     * @param image reference of the type's image, pinned by digest; null on the node's own tools
     */
    record Content(String archive, @Nullable String image) implements Payload {}
}
