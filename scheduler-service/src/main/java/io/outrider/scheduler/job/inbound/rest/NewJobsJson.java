package io.outrider.scheduler.job.inbound.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Many jobs at once. */
@Schema(name = "NewJobs")
public record NewJobsJson(
        @Schema(description = "1 to 1000") @Nullable List<NewJobJson> jobs) {}
