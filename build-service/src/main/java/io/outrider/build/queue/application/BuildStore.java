package io.outrider.build.queue.application;

import io.outrider.build.BuildId;
import io.outrider.build.image.domain.BuiltImage;
import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildDecision;
import io.outrider.build.queue.domain.Provenance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port: builds as they are stored. A change and the event that tells of it are committed together; the time is the
 * database's, so that instances need not agree on theirs. All methods block.
 */
public interface BuildStore {

    /** A build under lock, and the image that its fingerprint has already. */
    record Candidate(Build build, @Nullable BuiltImage known) {}

    /** Decides about a build that nobody else can change meanwhile. */
    @FunctionalInterface
    interface Deciding {
        BuildDecision decide(Candidate candidate, Instant now);
    }

    /** Which builds. */
    sealed interface Selection {
        /** This one; waits for whoever has it. */
        record One(BuildId id) implements Selection {}

        /** Queued, due, and no other build with the fingerprint in progress; the oldest first. */
        record Claimable() implements Selection {}

        /** Queued, with an image for the fingerprint. */
        record Reusable() implements Selection {}

        /** A deadline or lease is over. */
        record Overdue() implements Selection {}

        /** In progress with an owner of this instance's name, but from another life of it. */
        record Former(String instance, String owner) implements Selection {}
    }

    /** Locks what is selected (skipping what others have), decides about each, and returns those that changed, as they are now. */
    List<Build> change(Selection selection, int limit, Deciding deciding);

    /** Records how an attempt makes its image; says whether the attempt is still on. */
    boolean record(BuildId id, int attempt, Provenance provenance);

    /** Forgets that there is an image for a fingerprint. */
    void forget(String fingerprint);

    /** How many builds wait, on all instances. */
    long queued();
}
