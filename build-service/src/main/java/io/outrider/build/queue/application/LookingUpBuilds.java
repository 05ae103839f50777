package io.outrider.build.queue.application;

import io.outrider.build.BuildId;
import io.outrider.build.queue.domain.BuildStatus;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Port: reads builds for people. */
public interface LookingUpBuilds {

    /** Which builds to list; null means all. */
    record Filter(
            @Nullable String project,
            @Nullable String template,
            @Nullable BuildStatus status) {}

    /** Fails with a not-found problem. */
    Uni<BuildView> byId(BuildId id);

    /** Newest first. */
    Uni<Page<BuildView>> list(Filter filter, PageRequest page);
}
