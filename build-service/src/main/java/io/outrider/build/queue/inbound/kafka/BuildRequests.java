package io.outrider.build.queue.inbound.kafka;

import io.outrider.build.BuildId;
import io.outrider.build.queue.application.BuildLoop;
import io.outrider.build.queue.application.TakingOrders;
import io.outrider.build.queue.domain.BuildOrder;
import io.outrider.build.queue.domain.Origin;
import io.outrider.outbox.Inbox;
import io.outrider.outbox.Received;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.BuildRequest;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes build requests. One that could never be built still becomes a build, so that its failure is told like any other. */
@ApplicationScoped
public class BuildRequests {
    private final Inbox inbox;
    private final TakingOrders taking;
    private final BuildLoop loop;

    BuildRequests(Inbox inbox, TakingOrders taking, BuildLoop loop) {
        this.inbox = inbox;
        this.taking = taking;
        this.loop = loop;
    }

    @Incoming("build-requests")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        inbox.receive(
                "build-service",
                Topic.BUILD_REQUESTS,
                batch,
                (tx, records) -> taking.take(
                        tx, records.stream().map(BuildRequests::order).toList()));
        loop.wake();
    }

    static BuildOrder order(Received<BuildRequest> received) {
        BuildRequest request = received.value();
        Envelope envelope = received.envelope();
        return new BuildOrder(
                new BuildId(request.getBuildId()),
                request.getProject(),
                request.getTemplate(),
                request.getVersion(),
                request.getFingerprint(),
                request.getSource(),
                request.getType(),
                request.getBaseImage(),
                request.getContentPath(),
                request.getCommand(),
                request.getLabels(),
                request.getUser(),
                request.getRequestedBy(),
                request.getAt(),
                new Origin(envelope.id(), envelope.correlationId(), envelope.actor(), envelope.traceparent()));
    }
}
