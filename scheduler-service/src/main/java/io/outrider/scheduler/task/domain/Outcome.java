package io.outrider.scheduler.task.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a finished attempt left behind.
 *
 * @param exitCode of the process; null when it never ran or was not seen to end
 * @param outputs JSON object as the template wrote it
 * @param artifacts files in the artifact store
 * @param logSize bytes of the whole log; logs are complete once that many are stored
 */
public record Outcome(@Nullable Integer exitCode, @Nullable String outputs, List<Artifact> artifacts, long logSize) {

    public static final Outcome NONE = new Outcome(null, null, List.of(), 0);

    public Outcome {
        artifacts = List.copyOf(artifacts);
    }
}
