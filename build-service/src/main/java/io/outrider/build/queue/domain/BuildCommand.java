package io.outrider.build.queue.domain;

import io.outrider.build.image.domain.BuiltImage;

/** What may be asked of a build. */
public sealed interface BuildCommand {

    /** A builder wants the next attempt. */
    record Claim(String owner) implements BuildCommand {}

    /** The builder of an attempt is alive. */
    record Renew(int attempt, String owner) implements BuildCommand {}

    /** The builder of an attempt has the image. */
    record Complete(int attempt, String owner, BuiltImage image) implements BuildCommand {}

    /** The builder of an attempt gives up. */
    record GiveUp(int attempt, String owner, String reason, boolean retryable) implements BuildCommand {}

    /** The image of another build with the same fingerprint is there. */
    record Reuse(BuiltImage image) implements BuildCommand {}

    /** Somebody does not want the image any more. */
    record Cancel(String by) implements BuildCommand {}

    /** Time went by: deadlines and leases are looked at. */
    record Expire() implements BuildCommand {}

    /** The owner of a lease is known to be gone, whatever the lease says. */
    record Abandon(String owner) implements BuildCommand {}
}
