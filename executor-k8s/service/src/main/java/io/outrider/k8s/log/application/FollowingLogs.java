package io.outrider.k8s.log.application;

import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.log.domain.LogMark;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Begins to follow logs. */
@ApplicationScoped
public class FollowingLogs {

    // As much as an agent spools for one task.
    private static final long MAX_BYTES = 256L * 1024 * 1024;

    private final PodLogs logs;
    private final LogSink sink;

    FollowingLogs(PodLogs logs, LogSink sink) {
        this.logs = logs;
        this.sink = sink;
    }

    /**
     * Follows the log of a pod's task.
     *
     * @param hidden texts that must not be seen
     * @param mark how far it was told, null if nothing was
     * @param marks hears now and then how far it was told
     */
    public FollowedLog follow(
            Papers papers, String pod, Set<String> hidden, @Nullable LogMark mark, Consumer<LogMark> marks) {
        return new FollowedLog(papers, pod, hidden, mark, MAX_BYTES, logs, sink, marks);
    }
}
