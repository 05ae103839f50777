package io.outrider.build.queue.outbound.kafka;

import io.outrider.build.image.domain.BuiltImage;
import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildChange;
import io.outrider.build.queue.domain.BuildOrder;
import io.outrider.build.queue.domain.BuildState;
import io.outrider.build.queue.domain.Origin;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.BuildEvent;
import io.outrider.schemas.avro.BuildStatus;
import io.outrider.schemas.avro.ImageRef;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of builds; keyed by project/template, so that one template's events stay in order. */
public final class BuildEvents {
    private static final String SOURCE = "/outrider/build-service";

    private BuildEvents() {}

    /** The event of a change; a renewed lease is nobody else's business. */
    public static Optional<OutgoingMessage<?>> of(Build after, BuildChange change, Instant now) {
        return change instanceof BuildChange.Renewed ? Optional.empty() : Optional.of(event(after, now));
    }

    /** The event of a new build. */
    public static OutgoingMessage<?> queued(Build build, Instant now) {
        return event(build, now);
    }

    private static OutgoingMessage<BuildEvent> event(Build build, Instant now) {
        BuildOrder order = build.order();
        return new OutgoingMessage<>(
                Topic.BUILD_EVENTS,
                order.project() + "/" + order.template(),
                record(build, now),
                envelope(order.origin(), build, now));
    }

    private static BuildEvent record(Build build, Instant now) {
        BuildOrder order = build.order();
        BuildState state = build.state();
        return BuildEvent.newBuilder()
                .setBuildId(order.id().value())
                .setProject(order.project())
                .setTemplate(order.template())
                .setVersion(order.version())
                .setFingerprint(order.fingerprint())
                .setStatus(BuildStatus.valueOf(state.status().name()))
                .setImage(state instanceof BuildState.Succeeded done ? image(done.image()) : null)
                .setReused(state instanceof BuildState.Succeeded done && done.reused())
                .setReason(reason(state))
                .setAt(now)
                .build();
    }

    private static @Nullable String reason(BuildState state) {
        return switch (state) {
            case BuildState.Failed failed -> failed.reason();
            case BuildState.Cancelled cancelled -> cancelled.reason();
            case BuildState.Queued queued -> queued.attempt() == 0 ? null : queued.reason();
            case BuildState.Building ignored -> null;
            case BuildState.Succeeded ignored -> null;
        };
    }

    private static ImageRef image(BuiltImage image) {
        return ImageRef.newBuilder()
                .setDigest(image.digest())
                .setReference(image.reference())
                .setArchive(image.archive())
                .setArchiveSize(image.archiveSize())
                .build();
    }

    private static Envelope envelope(Origin origin, Build build, Instant now) {
        return new Envelope(
                UUID.randomUUID().toString(),
                "io.outrider.build." + build.state().status().name().toLowerCase(Locale.ROOT),
                SOURCE,
                now,
                build.order().id().value(),
                origin.actor(),
                origin.messageId(),
                origin.correlationId(),
                origin.traceparent());
    }
}
