package io.outrider.k8s.attempt.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a pod.
 *
 * @param name the pod's name
 * @param node the machine, null until one is chosen
 * @param scheduledAt when it was chosen
 * @param main the task's own container
 * @param ended nothing of it runs any more (phase Failed or Succeeded)
 * @param trouble why the cluster ended it, or cannot place it: {@code reason: message}
 * @param fetchFailure why its inputs did not come, null if they did or are not needed
 * @param collecting what the task left is still being taken home
 * @param collected the sidecar's termination message, null while it runs or if it left none
 * @param killAt when its grace ends, null unless it was deleted
 * @param gone it was deleted and is no more; the rest is what was seen last
 */
public record PodSight(
        String name,
        @Nullable String node,
        @Nullable Instant scheduledAt,
        Main main,
        boolean ended,
        @Nullable String trouble,
        @Nullable String fetchFailure,
        boolean collecting,
        @Nullable String collected,
        @Nullable Instant killAt,
        boolean gone) {

    /** The task's own container. */
    public sealed interface Main {

        /**
         * Its process does not run yet.
         *
         * @param reason of waiting, for example ImagePullBackOff
         */
        record Waiting(@Nullable String reason, @Nullable String message) implements Main {}

        record Running(Instant startedAt) implements Main {}

        /**
         * Its process has ended.
         *
         * @param reason for example Completed, Error, OOMKilled, StartError
         * @param startedAt null if the process never ran
         */
        record Terminated(
                int exitCode,
                @Nullable String reason,
                @Nullable String message,
                @Nullable Instant startedAt,
                Instant finishedAt)
                implements Main {}
    }

    /** Tells whether its process does not run yet and nothing says why. */
    public boolean silent() {
        return trouble == null && main instanceof Main.Waiting waiting && waiting.reason() == null;
    }

    /** Returns the same as a pod that is no more. */
    public PodSight asGone() {
        return new PodSight(
                name, node, scheduledAt, main, ended, trouble, fetchFailure, false, collected, killAt, true);
    }
}
