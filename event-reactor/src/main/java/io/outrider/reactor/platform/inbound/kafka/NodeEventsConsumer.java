package io.outrider.reactor.platform.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Received;
import io.outrider.reactor.platform.outbound.postgres.KnownNodeTable;
import io.outrider.reactor.reaction.application.Arrival;
import io.outrider.reactor.reaction.application.DecidingEvents;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.NodeStatus;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of nodes. Executors repeat themselves; only another status is an event. */
@ApplicationScoped
class NodeEventsConsumer {

    private final Inbox inbox;
    private final KnownNodeTable nodes;
    private final DecidingEvents deciding;

    NodeEventsConsumer(Inbox inbox, KnownNodeTable nodes, DecidingEvents deciding) {
        this.inbox = inbox;
        this.nodes = nodes;
        this.deciding = deciding;
    }

    @Incoming("node-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        inbox.receiveIdempotent("event-reactor", Topic.NODE_EVENTS, batch, this::handle);
    }

    private List<OutgoingMessage<?>> handle(OpenTransaction transaction, List<Received<NodeEvent>> records) {
        Instant now = Clock.systemUTC().instant();
        Map<String, String> known = nodes.statuses(
                transaction,
                records.stream().map(record -> record.value().getNode()).toList());
        BiPredicate<String, String> awaited = deciding.awaited(transaction);
        List<Arrival> arrivals = new ArrayList<>();
        for (Received<NodeEvent> record : records) {
            NodeEvent node = record.value();
            String before = known.put(node.getNode(), node.getStatus().name());
            String type = NodeOccurrences.type(node);
            if (node.getStatus() != NodeStatus.UNKNOWN
                    && !node.getStatus().name().equals(before)
                    && awaited.test(node.getProject(), type)) {
                arrivals.add(
                        new Arrival(NodeOccurrences.of(node, type, before, record.envelope(), now), record.envelope()));
            }
        }
        nodes.keep(transaction, known);
        return deciding.decide(transaction, arrivals);
    }
}
