package io.outrider.build.queue.domain;

import io.outrider.build.image.domain.BuiltImage;
import java.time.Instant;

/** Where a build stands. Every state that is not terminal has a deadline and a reason. */
public sealed interface BuildState {

    BuildStatus status();

    /** The number of attempts so far; each claim takes the next number, so that it fences whoever held an earlier one. */
    int attempt();

    /**
     * Waits for a builder.
     *
     * @param attempt attempts that were made before
     * @param notBefore earliest next attempt
     * @param deadline when waiting ends
     * @param reason what it waits for, or why it is back
     */
    record Queued(int attempt, Instant notBefore, Instant deadline, String reason) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.QUEUED;
        }
    }

    /** A builder is at it for as long as the lease is renewed and the deadline is not reached. */
    record Building(int attempt, Lease lease, Instant startedAt, Instant deadline) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.BUILDING;
        }

        boolean isHeldBy(int claimed, String owner) {
            return attempt == claimed && lease.owner().equals(owner);
        }
    }

    /** The image is there; reused when another build with the same fingerprint made it. */
    record Succeeded(int attempt, BuiltImage image, boolean reused, Instant at) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.SUCCEEDED;
        }
    }

    /** There will be no image. */
    record Failed(int attempt, String reason, Instant at) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.FAILED;
        }
    }

    /** Somebody did not want the image any more. */
    record Cancelled(int attempt, String reason, Instant at) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.CANCELLED;
        }
    }
}
