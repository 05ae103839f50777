package io.outrider.scheduler.job.inbound.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a user sends to run a template. */
@Schema(name = "NewJob")
public record NewJobJson(
        @Schema(
                description = "name, or name@version; without a version the latest that is READY",
                examples = "hello@1.0.0")
        @Nullable
        String template,

        @Schema(description = "default: run") @Nullable String method,

        @Schema(implementation = Object.class, description = "checked against the template's schema") @Nullable
        ObjectNode parameters,

        @Nullable TargetJson target,

        @Schema(description = "of one attempt; default 1h", examples = "10m") @Nullable
        String timeout,

        @Nullable RetriesJson retries,
        @Schema(description = "default: default") @Nullable String project) {

    /** Where to run. */
    @Schema(name = "Target", description = "a node, or a label selector; with neither, any node")
    public record TargetJson(
            @Nullable String node,
            @Schema(examples = "role=web,!canary") @Nullable String selector,

            @Schema(description = "one task on each matching node") @Nullable
            Boolean all) {}

    /** What to do after a failed attempt. */
    @Schema(name = "Retries")
    public record RetriesJson(
            @Schema(description = "attempts after the first; default 0") @Nullable
            Integer limit,

            @Schema(description = "default 10s", examples = "30s") @Nullable
            String backoff) {}
}
