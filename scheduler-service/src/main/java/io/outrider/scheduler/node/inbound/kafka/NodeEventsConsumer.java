package io.outrider.scheduler.node.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.scheduler.node.domain.Node;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.NodeStatus;
import io.outrider.scheduler.round.application.RoundCommand;
import io.outrider.scheduler.round.application.Rounds;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.NodeEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Feeds what executors say about nodes into the loop. */
@ApplicationScoped
class NodeEventsConsumer {

    private final Inbox inbox;
    private final Rounds rounds;

    NodeEventsConsumer(Inbox inbox, Rounds rounds) {
        this.inbox = inbox;
        this.rounds = rounds;
    }

    @Incoming("node-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        inbox.receiveIdempotent(
                "scheduler",
                Topic.NODE_EVENTS,
                batch,
                (tx, events) -> rounds.within(
                        tx,
                        events.stream()
                                .<RoundCommand>map(event -> new RoundCommand.Seen(node(event.value())))
                                .toList()));
    }

    private static Node node(NodeEvent event) {
        return new Node(
                new NodeName(event.getNode()),
                event.getExecutor(),
                event.getProject(),
                status(event),
                event.getReason(),
                event.getLabels(),
                event.getFacts(),
                event.getRuntimes(),
                Math.max(0, event.getSlots()),
                Math.max(0, event.getFreeSlots()),
                event.getAgentVersion(),
                event.getLastSeen(),
                event.getAt());
    }

    /** An enrolled node that never polled cannot be reached yet. */
    private static NodeStatus status(NodeEvent event) {
        return switch (event.getStatus()) {
            case ONLINE -> NodeStatus.ONLINE;
            case STALE -> NodeStatus.STALE;
            case OFFLINE, ENROLLED -> NodeStatus.OFFLINE;
            case REMOVED -> NodeStatus.REMOVED;
            case UNKNOWN ->
                throw new IllegalArgumentException(
                        "Expected a known status of node " + event.getNode() + ", but was UNKNOWN");
        };
    }
}
