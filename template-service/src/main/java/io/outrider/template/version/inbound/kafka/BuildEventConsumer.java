package io.outrider.template.version.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Received;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.BuildEvent;
import io.outrider.schemas.avro.ImageRef;
import io.outrider.template.version.application.FollowingBuilds;
import io.outrider.template.version.domain.SemanticVersion;
import io.outrider.template.version.domain.VersionCommand;
import io.outrider.template.version.domain.VersionId;
import io.outrider.template.version.domain.VersionState;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Hears what becomes of builds. */
@ApplicationScoped
public class BuildEventConsumer {
    private static final String CONSUMER = "versions";

    private final Inbox inbox;
    private final FollowingBuilds following;

    BuildEventConsumer(Inbox inbox, FollowingBuilds following) {
        this.inbox = inbox;
        this.following = following;
    }

    @Incoming("build-events")
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> batch) {
        inbox.receive(CONSUMER, Topic.BUILD_EVENTS, batch, this::apply);
    }

    private List<OutgoingMessage<?>> apply(OpenTransaction transaction, List<Received<BuildEvent>> events) {
        return following.apply(
                transaction, events.stream().flatMap(BuildEventConsumer::news).toList());
    }

    private static Stream<FollowingBuilds.News> news(Received<BuildEvent> received) {
        BuildEvent event = received.value();
        SemanticVersion version = SemanticVersion.parse(event.getVersion())
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected a semantic version in a build event, but was " + event.getVersion()));
        VersionId id = new VersionId(event.getProject(), event.getTemplate(), version);
        return command(event).map(command -> new FollowingBuilds.News(id, command, received.envelope())).stream();
    }

    private static Optional<VersionCommand> command(BuildEvent event) {
        String build = event.getBuildId();
        return switch (event.getStatus()) {
            case QUEUED, BUILDING -> Optional.of(new VersionCommand.NoteBuilding(build));
            case SUCCEEDED -> Optional.of(new VersionCommand.NoteBuilt(build, image(event)));
            case FAILED ->
                Optional.of(new VersionCommand.NoteBuildFailed(build, reason(event.getReason(), "the build failed")));
            case CANCELLED ->
                Optional.of(new VersionCommand.NoteBuildFailed(
                        build, reason(event.getReason(), "the build was cancelled")));
            // A status that a newer builder knows: whatever it means, the build is alive.
            case UNKNOWN -> Optional.of(new VersionCommand.NoteBuilding(build));
        };
    }

    private static VersionState.Image image(BuildEvent event) {
        ImageRef image = event.getImage();
        if (image == null) {
            throw new IllegalArgumentException(
                    "Expected build " + event.getBuildId() + " that succeeded to name its image, but it does not");
        }
        return new VersionState.Image(
                image.getDigest(), image.getReference(), image.getArchive(), image.getArchiveSize());
    }

    private static String reason(@Nullable String said, String otherwise) {
        return said == null || said.isBlank() ? otherwise : said;
    }
}
