package io.outrider.template;

import io.outrider.outbox.Outbox;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Transactions;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.BuildEvent;
import io.outrider.schemas.avro.BuildRequest;
import io.outrider.schemas.avro.BuildStatus;
import io.outrider.schemas.avro.ImageRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The build-service, as far as topics go. */
@ApplicationScoped
public class FakeBuilder {
    static final String DIGEST = "sha256:" + "a".repeat(64);

    private final Heard heard;
    private final Outbox outbox;
    private final Transactions transactions;

    FakeBuilder(Heard heard, Outbox outbox, Transactions transactions) {
        this.heard = heard;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /** Says what becomes of the build; a success comes with an image. */
    void tell(BuildRequest request, BuildStatus status, @Nullable String reason) {
        ImageRef image = ImageRef.newBuilder()
                .setDigest(DIGEST)
                .setArchive("b".repeat(64))
                .build();
        tell(request, status, reason, status == BuildStatus.SUCCEEDED ? image : null);
    }

    /** Says something that may make no sense. */
    void tell(BuildRequest request, BuildStatus status, @Nullable String reason, @Nullable ImageRef image) {
        BuildEvent event = BuildEvent.newBuilder()
                .setBuildId(request.getBuildId())
                .setProject(request.getProject())
                .setTemplate(request.getTemplate())
                .setVersion(request.getVersion())
                .setFingerprint(request.getFingerprint())
                .setStatus(status)
                .setReason(reason)
                .setImage(image)
                .setAt(Instant.now())
                .build();
        Envelope cause = heard.envelope(request.getBuildId());
        transactions.run(tx -> {
            outbox.append(
                    tx,
                    List.of(new OutgoingMessage<>(
                            Topic.BUILD_EVENTS,
                            request.getProject() + "/" + request.getTemplate(),
                            event,
                            cause.next(
                                    "io.outrider.build.ended", "/outrider/test", Instant.now(), event.getBuildId()))));
            return event;
        });
        outbox.committed();
    }
}
