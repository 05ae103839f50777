package io.outrider.scheduler.job.inbound.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A job as users see it. */
@Schema(name = "Job")
public record JobJson(
        String id,
        String project,
        String template,
        @Nullable String version,
        String method,

        @Schema(implementation = Object.class, description = "sensitive values are ***")
        JsonNode parameters,

        NewJobJson.TargetJson target,

        @Schema(enumeration = {"QUEUED", "RUNNING", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED"})
        String status,

        @Nullable String reason,

        @Schema(implementation = Object.class) @JsonRawValue @Nullable
        String outputs,

        @Nullable String reaction,

        @Schema(implementation = Object.class) @JsonRawValue @Nullable
        String event,

        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<TaskJson> tasks) {

    /** One task of it. */
    @Schema(name = "Task")
    public record TaskJson(
            String id,
            @Nullable String node,
            int attempt,
            int epoch,
            String status,
            @Nullable String reason,

            @Schema(description = "when the scheduler acts if nobody else does") @Nullable
            Instant deadline,

            @Nullable Integer exitCode,

            @Schema(implementation = Object.class) @JsonRawValue @Nullable
            String outputs,

            List<ArtifactJson> artifacts,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /** A file that a task left behind. */
    @Schema(name = "Artifact")
    public record ArtifactJson(String name, String sha256, long size) {}
}
