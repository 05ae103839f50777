package io.outrider.build.log.application;

import io.outrider.build.BuildId;
import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.log.domain.LogCutter;
import jakarta.enterprise.context.ApplicationScoped;

/** Opens logs for writing. */
@ApplicationScoped
public class BuildLogs {
    private final LogStore store;
    private final BuildSettings settings;

    BuildLogs(LogStore store, BuildSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Continues a build's log for one attempt; close it, or its last lines are lost. */
    public BuildLogWriter open(BuildId build, int attempt) {
        LogStore.End end = store.end(build);
        return new BuildLogWriter(
                store, build, attempt, new LogCutter(settings.log().maxBytes(), end.seq(), end.bytes()));
    }
}
