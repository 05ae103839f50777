package io.outrider.build.queue.application;

import io.outrider.build.queue.domain.BuildStatus;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A build as it is shown. */
@Schema(name = "Build")
public record BuildView(
        String id,
        String project,
        String template,
        String version,
        String fingerprint,
        BuildStatus status,
        @Nullable String builder,
        boolean reused,
        int attempt,
        @Nullable String reason,
        @Nullable Image image,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant deadline,
        @Nullable String dockerfile,
        Origins provenance) {

    /** The image. */
    @Schema(name = "BuildImage")
    public record Image(
            String digest,
            @Nullable String reference,
            @Nullable String archive,
            long archiveSize) {}

    /** Where it comes from. */
    @Schema(name = "BuildProvenance")
    public record Origins(
            String requestedBy,
            String type,
            String source,
            @Nullable String baseImage,
            @Nullable String baseDigest,
            @Nullable String builtBy) {}
}
