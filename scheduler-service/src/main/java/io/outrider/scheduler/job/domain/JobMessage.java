package io.outrider.scheduler.job.domain;

import org.jspecify.annotations.Nullable;

/** What can happen to a job. */
public sealed interface JobMessage {

    /** A node took one of its tasks. Means nothing the second time. */
    record TaskBegan() implements JobMessage {}

    /** One of its tasks ended; told once for each task. */
    record TaskSucceeded(@Nullable String outputs) implements JobMessage {}

    /** One of its tasks ended without success; told once for each task. */
    record TaskFailed(String reason) implements JobMessage {}

    /** Somebody wants it to end. */
    record Cancel(String reason) implements JobMessage {}
}
