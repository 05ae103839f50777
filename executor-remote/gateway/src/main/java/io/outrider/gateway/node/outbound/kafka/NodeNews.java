package io.outrider.gateway.node.outbound.kafka;

import io.outrider.gateway.node.application.NodeStanding;
import io.outrider.gateway.node.application.NodeView;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.NodeStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the messages about nodes: each carries the whole of what is known. */
@ApplicationScoped
public class NodeNews {

    public OutgoingMessage<?> of(NodeView view, NodeStanding standing, @Nullable String reason, Instant now) {
        NodeEvent event = NodeEvent.newBuilder()
                .setNode(view.name())
                .setExecutor("remote")
                .setStatus(NodeStatus.valueOf(standing.name()))
                .setReason(reason)
                .setLabels(view.report().labels())
                .setFacts(view.report().facts())
                .setRuntimes(view.report().runtimes())
                .setSlots(view.report().slots())
                .setFreeSlots(view.report().freeSlots())
                .setAgentVersion(view.report().agentVersion())
                .setLastSeen(view.lastSeen())
                .setAt(now)
                .build();
        String type = "io.outrider.node." + standing.name().toLowerCase(Locale.ROOT);
        Envelope envelope = Envelope.first(type, "/outrider/gateway", now, view.name(), "agent/" + view.name());
        return new OutgoingMessage<>(Topic.NODE_EVENTS, view.name(), event, envelope);
    }
}
