package io.outrider.template.version.outbound.kafka;

import io.outrider.outbox.OutgoingMessage;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.BuildRequest;
import io.outrider.schemas.avro.TemplateEvent;
import io.outrider.schemas.avro.TemplateVersionStatus;
import io.outrider.template.version.application.VersionMessages;
import io.outrider.template.version.domain.BuildOrder;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionId;
import io.outrider.template.version.domain.VersionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** TemplateEvent for every state, and BuildRequest when a build begins; both keyed by project/template. */
@ApplicationScoped
public class AvroVersionMessages implements VersionMessages {
    private static final String SOURCE = "/outrider/template-service";

    @Override
    public List<OutgoingMessage<?>> of(
            TemplateVersion version, Optional<BuildOrder> order, String actor, @Nullable Envelope cause, Instant now) {
        Envelope envelope = envelope(version, actor, cause, now);
        List<OutgoingMessage<?>> messages = new ArrayList<>();
        messages.add(new OutgoingMessage<>(
                Topic.TEMPLATE_EVENTS, version.id().templateKey(), templateEvent(version, now), envelope));
        if (order.isPresent() && version.state() instanceof VersionState.Building building) {
            messages.add(new OutgoingMessage<>(
                    Topic.BUILD_REQUESTS,
                    version.id().templateKey(),
                    buildRequest(version.id(), building.buildId(), order.get(), actor, now),
                    envelope.next("io.outrider.build.requested", SOURCE, now, building.buildId())));
        }
        return messages;
    }

    private static Envelope envelope(TemplateVersion version, String actor, @Nullable Envelope cause, Instant now) {
        String type = switch (version.state()) {
            case VersionState.Building building -> "io.outrider.template-version.published";
            case VersionState.Ready ready -> "io.outrider.template-version.readied";
            case VersionState.Failed failed -> "io.outrider.template-version.failed";
        };
        String subject = version.id().toString();
        return cause == null
                ? Envelope.first(type, SOURCE, now, subject, actor)
                : cause.next(type, SOURCE, now, subject);
    }

    private static TemplateEvent templateEvent(TemplateVersion version, Instant now) {
        TemplateEvent.Builder event = TemplateEvent.newBuilder()
                .setProject(version.id().project())
                .setTemplate(version.id().template())
                .setVersion(version.id().version().toString())
                .setAt(now);
        return switch (version.state()) {
            case VersionState.Building building ->
                event.setStatus(TemplateVersionStatus.BUILDING).build();
            case VersionState.Ready ready ->
                event.setStatus(TemplateVersionStatus.READY)
                        .setDefinition(AvroDefinition.of(version, ready.payload()))
                        .build();
            case VersionState.Failed failed ->
                event.setStatus(TemplateVersionStatus.FAILED)
                        .setReason(failed.reason())
                        .build();
        };
    }

    private static BuildRequest buildRequest(
            VersionId id, String buildId, BuildOrder order, String actor, Instant now) {
        return BuildRequest.newBuilder()
                .setBuildId(buildId)
                .setProject(id.project())
                .setTemplate(id.template())
                .setVersion(id.version().toString())
                .setFingerprint(order.fingerprint())
                .setSource(order.content())
                .setType(order.type())
                .setBaseImage(order.baseImage())
                .setContentPath(order.contentPath())
                .setCommand(order.command())
                .setLabels(order.labels())
                .setUser(order.user())
                .setRequestedBy(actor)
                .setAt(now)
                .build();
    }
}
