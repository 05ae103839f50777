package io.outrider.gateway.identity.outbound.kafka;

import io.outrider.outbox.OutgoingMessage;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.NodeStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/** Says that a node came to be, or is no more. */
@ApplicationScoped
public class EnrolmentNews {

    /** The node has a certificate and has not polled yet. */
    public OutgoingMessage<?> enrolled(String node, Map<String, String> labels, String agentVersion, Instant now) {
        NodeEvent event = event(node, NodeStatus.ENROLLED, now)
                .setLabels(labels)
                .setAgentVersion(agentVersion)
                .build();
        return message(event, "io.outrider.node.enrolled", "agent/" + node, now);
    }

    /** The node may not take part any more. */
    public OutgoingMessage<?> revoked(String node, Map<String, String> labels, String actor, Instant now) {
        NodeEvent event = event(node, NodeStatus.REMOVED, now)
                .setLabels(labels)
                .setReason("its enrolment was revoked by " + actor)
                .build();
        return message(event, "io.outrider.node.removed", actor, now);
    }

    private static NodeEvent.Builder event(String node, NodeStatus status, Instant now) {
        return NodeEvent.newBuilder()
                .setNode(node)
                .setExecutor("remote")
                .setStatus(status)
                .setLastSeen(now)
                .setAt(now);
    }

    private static OutgoingMessage<?> message(NodeEvent event, String type, String actor, Instant now) {
        Envelope envelope = Envelope.first(type, "/outrider/gateway", now, event.getNode(), actor);
        return new OutgoingMessage<>(Topic.NODE_EVENTS, event.getNode(), event, envelope);
    }
}
