package io.outrider.build.queue.domain;

import io.outrider.build.image.domain.BuiltImage;
import java.time.Instant;

/** What happened to a build. */
public sealed interface BuildChange {

    /** An attempt began. */
    record Claimed(int attempt, Lease lease, Instant at, Instant deadline) implements BuildChange {}

    /** The lease goes on. */
    record Renewed(Lease lease) implements BuildChange {}

    /** The attempt came to nothing, there will be another. */
    record Requeued(Instant notBefore, Instant deadline, String reason) implements BuildChange {}

    /** The image is there. */
    record Completed(BuiltImage image, boolean reused, Instant at) implements BuildChange {}

    /** There will be no image. */
    record Ended(String reason, Instant at) implements BuildChange {}

    /** Cancelled, with who did it. */
    record Stopped(String reason, Instant at) implements BuildChange {}
}
