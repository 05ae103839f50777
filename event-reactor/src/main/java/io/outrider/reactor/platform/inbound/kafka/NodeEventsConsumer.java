package io.outrider.reactor.platform.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Received;
import io.outrider.reactor.platform.application.FollowingNodes;
import io.outrider.reactor.platform.application.FollowingNodes.Change;
import io.outrider.reactor.platform.domain.NodeReport;
import io.outrider.reactor.reaction.application.Arrival;
import io.outrider.reactor.reaction.application.DecidingEvents;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.NodeStatus;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of nodes; a change of their status is an event. */
@ApplicationScoped
class NodeEventsConsumer {

    private final Inbox inbox;
    private final FollowingNodes following;
    private final DecidingEvents deciding;

    NodeEventsConsumer(Inbox inbox, FollowingNodes following, DecidingEvents deciding) {
        this.inbox = inbox;
        this.following = following;
        this.deciding = deciding;
    }

    @Incoming("node-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        inbox.receiveIdempotent("event-reactor", Topic.NODE_EVENTS, batch, this::handle);
    }

    private List<OutgoingMessage<?>> handle(OpenTransaction transaction, List<Received<NodeEvent>> records) {
        Instant now = Clock.systemUTC().instant();
        BiPredicate<String, String> awaited = deciding.awaited(transaction);
        List<Arrival> arrivals = new ArrayList<>();
        for (Change<Received<NodeEvent>> change : following.changes(transaction, records, NodeEventsConsumer::report)) {
            NodeEvent node = change.record().value();
            String type = NodeOccurrences.type(node);
            if (node.getStatus() != NodeStatus.UNKNOWN && awaited.test(node.getProject(), type)) {
                Envelope envelope = change.record().envelope();
                arrivals.add(new Arrival(NodeOccurrences.of(node, type, change.before(), envelope, now), envelope));
            }
        }
        return deciding.decide(transaction, arrivals);
    }

    private static NodeReport report(Received<NodeEvent> record) {
        NodeEvent node = record.value();
        return new NodeReport(
                node.getNode(), node.getStatus().name(), record.partition(), record.offset(), record.time());
    }
}
