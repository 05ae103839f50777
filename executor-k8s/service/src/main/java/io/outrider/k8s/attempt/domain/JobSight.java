package io.outrider.k8s.attempt.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a Job.
 *
 * @param createdAt by the API server's clock
 * @param timeout of the task, from the start of its process
 * @param grace between SIGTERM and SIGKILL
 * @param stop that it has to end, null while it may go on
 * @param closed it was told to start no pod any more
 * @param suspended the cluster says that no pod of it is left and none will come
 * @param failure reason of the condition Failed, null while it has not failed
 * @param gone it was deleted
 */
public record JobSight(
        Instant createdAt,
        Duration timeout,
        Duration grace,
        @Nullable Stop stop,
        boolean closed,
        boolean suspended,
        @Nullable String failure,
        boolean gone) {}
